package io.tandem.cli.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.Secrets;
import io.tandem.cli.home.Settings;
import io.tandem.cli.home.TandemHome;
import io.tandem.cli.parts.Distribution;
import io.tandem.cli.parts.KafkaPart;
import io.tandem.cli.parts.Part;
import io.tandem.cli.parts.PostgresPart;
import io.tandem.cli.supervisor.PlatformStatus.Addresses;
import io.tandem.cli.supervisor.PlatformStatus.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorPartsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Nested
    class GivenAPortThatIsListenedOn {
        @Test
        void isTakenAndItsOwnerIsThisProcess() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                assertThat(PortOwner.taken(socket.getLocalPort())).isTrue();
                assertThat(PortOwner.find(socket.getLocalPort())).contains(ProcessHandle.current());
                assertThat(PortOwner.describe(socket.getLocalPort()))
                        .isEqualTo("process " + ProcessHandle.current().pid() + " (java)");
            }
        }

        @Test
        void isFreeAfterwards() throws IOException {
            int port;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            assertThat(PortOwner.taken(port)).isFalse();
        }
    }

    @Nested
    class GivenAPartThatDies {
        @Test
        void comesBackAtOnceAfterAGoodRun() {
            assertThat(Backoff.none().afterDeath(Duration.ofMinutes(5)).delay()).isZero();
        }

        @Test
        void waitsLongerEachTimeUpToHalfAMinute() {
            Backoff backoff = Backoff.none();
            for (int i = 0; i < 3; i++) {
                backoff = backoff.afterDeath(Duration.ZERO);
            }
            assertThat(backoff.delay()).isEqualTo(Duration.ofMillis(500));
            assertThat(backoff.afterDeath(Duration.ZERO).delay()).isEqualTo(Duration.ofSeconds(1));
            for (int i = 0; i < 60; i++) {
                backoff = backoff.afterDeath(Duration.ZERO);
            }
            assertThat(backoff.delay()).isEqualTo(Duration.ofSeconds(30));
            assertThat(backoff.afterDeath(Duration.ofMinutes(1)).delay()).isZero();
        }
    }

    @Nested
    class GivenAProcessNumber {
        @Test
        void isFoundWithItsStartTime() {
            assertThat(ProcessId.of(ProcessHandle.current()).find()).contains(ProcessHandle.current());
        }

        @Test
        void isNotMistakenForAnEarlierProcess() {
            ProcessId self = ProcessId.of(ProcessHandle.current());
            assertThat(new ProcessId(self.pid(), self.started() - 60_000).find())
                    .isEmpty();
        }
    }

    @Nested
    class GivenAStatusBoard {
        @Test
        void writesEveryChangeWhereOthersReadIt() {
            TandemHome home = new TandemHome(folder);
            home.create();
            StatusBoard board = new StatusBoard(home, new Addresses("http://u", "http://o", true));
            board.add("kafka", "127.0.0.1:1", new PartState.Waiting());
            board.state("kafka", new PartState.Restarting("it ended"));
            board.process("kafka", 42, 3);
            board.phase(Phase.READY, "");

            PlatformStatus status = PlatformStatus.live(home).orElseThrow();
            assertThat(status.phase()).isEqualTo(Phase.READY);
            assertThat(status.parts()).singleElement().satisfies(part -> {
                assertThat(part.state()).isEqualTo("restarting");
                assertThat(part.detail()).isEqualTo("it ended");
                assertThat(part.pid()).isEqualTo(42);
                assertThat(part.restarts()).isEqualTo(3);
            });
        }

        @Test
        void goesOnWhereNothingCanBeWritten() throws IOException {
            TandemHome home = new TandemHome(folder);
            home.create();
            StatusBoard board = new StatusBoard(home, new Addresses("http://u", "http://o", true));
            Files.delete(home.run());
            assertThatCode(() -> board.phase(Phase.FAILED, "the disk is full")).doesNotThrowAnyException();
        }

        @Test
        void isNotLiveOnceItsWriterIsGone() {
            TandemHome home = new TandemHome(folder);
            home.create();
            JsonFile.write(
                    PlatformStatus.file(home),
                    new PlatformStatus(
                            Phase.READY,
                            "",
                            new ProcessId(ProcessHandle.current().pid(), 1),
                            new Addresses("u", "o", true),
                            java.util.List.of()));
            assertThat(PlatformStatus.live(home)).isEmpty();
        }
    }

    @Nested
    class GivenTheMachinesDisk {
        @Test
        void saysThatItIsFullWhateverBrokeOffForIt() {
            String initdb = "initdb ended with 1; its log says:\nFATAL: could not write: No space left on device";
            assertThat(Machine.reason(new TandemHome(folder), initdb))
                    .startsWith("The disk of " + folder + " is full: free some space")
                    .doesNotContain("\n");
            assertThat(Machine.reason(new TandemHome(folder), "kafka ended")).isEqualTo("kafka ended");
        }
    }

    @Nested
    class GivenTwoPartsOnOnePort {
        @Test
        void namesBothVariables() {
            Settings settings = Settings.from(Map.of(
                    "TANDEM_HOME", folder.toString(), "TANDEM_POSTGRES_PORT", "999", "TANDEM_KAFKA_PORT", "999"));
            Distribution none = new Distribution(folder);
            List<Part> parts =
                    List.of(new PostgresPart(settings, Secrets.open(settings), none), new KafkaPart(settings, none));
            assertThatThrownBy(() -> Machine.checkDifferent(parts))
                    .hasMessageContaining("TANDEM_POSTGRES_PORT and TANDEM_KAFKA_PORT are both 999");
        }
    }

    @Nested
    class GivenTheMachinesMemory {
        @Test
        void tellsTheLimitOfAContainerFromAFullMachine() {
            assertThatThrownBy(() -> Machine.checkMemory(8000, 700)).hasMessageContaining("raise the limit");
            assertThatThrownBy(() -> Machine.checkMemory(700, 8000)).hasMessageContaining("close other programs");
            assertThatCode(() -> Machine.checkMemory(8000, 8000)).doesNotThrowAnyException();
        }

        @Test
        void readsWhatIsAvailableInMegabytes() throws IOException {
            Path meminfo = folder.resolve("meminfo");
            Files.writeString(meminfo, "MemTotal:  8000000 kB\nMemAvailable:  2048000 kB\n");
            assertThat(Machine.availableMemory(meminfo)).hasValue(2000);
            assertThat(Machine.availableMemory(folder.resolve("none"))).isEmpty();
        }
    }
}
