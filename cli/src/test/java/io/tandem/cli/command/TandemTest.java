package io.tandem.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.cli.supervisor.PlatformStatus;
import io.tandem.cli.supervisor.PlatformStatus.Addresses;
import io.tandem.cli.supervisor.PlatformStatus.PartStatus;
import io.tandem.cli.supervisor.PlatformStatus.Phase;
import io.tandem.cli.supervisor.ProcessId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TandemTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Tandem.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @Nested
    class GivenAskedForHelp {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "up",
                    "down",
                    "status",
                    "logs",
                    "reset",
                    "token",
                    "call",
                    "evaluate",
                    "agents submit",
                    "halts set",
                    "halts lift",
                    "agents inventory",
                    "agents steward",
                    "board list",
                    "board act",
                    "audit verify",
                    "audit report",
                    "audit retention",
                    "audit erase propose",
                    "audit erase carry-out",
                    "tasks steps"
                })
        void everyCommandExplainsItself(String command) {
            assertThat(run((command + " --help").split(" "))).isZero();
            assertThat(out.toString()).startsWith("Usage: tandem " + command);
        }

        @Test
        void theWholeListsTheCommandsAndTheExitCodes() {
            assertThat(run("--help")).isZero();
            assertThat(out.toString())
                    .contains("status", "reset", "5 platform down")
                    .doesNotContain("supervise");
        }
    }

    @Nested
    class GivenAHaltOfMany {
        @ParameterizedTest
        @ValueSource(strings = {"team sales", "team sales --confirm=support", "all", "all --confirm=sales"})
        void asksForTheNameAgain(String what) {
            assertThat(run(("halts set " + what + " --reason=x").split(" "))).isEqualTo(2);
            assertThat(err.toString()).contains("--confirm " + (what.startsWith("team") ? "sales" : "platform"));
        }
    }

    @Nested
    class GivenAWrongCommandLine {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "fly",
                    "--fast",
                    "status --output=xml",
                    "token --user=a --client=b",
                    "logs nothing",
                    "agents",
                    "agents approve a@1",
                    "approvals approve 1",
                    "approvals list --view=mine",
                    "approvals delegate 1 --reason=x",
                    "halts set agent clerk",
                    "halts set clerk --reason=x",
                    "halts lift 1",
                    "audit erase",
                    "audit erase propose --person=ada",
                    "audit report --from=2026-01-01",
                    "call echo"
                })
        void endsWithTwoAndPointsToHelp(String line) {
            assertThat(run(line.split(" "))).isEqualTo(2);
            assertThat(err.toString()).contains("--help");
        }

        @Test
        void namesWhatItDoesNotKnow() {
            run("agents", "fly");
            assertThat(err.toString()).contains("tandem agents knows nothing called fly.");
        }

        @Test
        void noCommandIsWrongToo() {
            assertThat(run()).isEqualTo(2);
        }
    }

    @Nested
    class GivenALogOfTenLines {
        @TempDir
        @SuppressWarnings("NullAway.Init")
        Path folder;

        @Test
        void findsWhereTheLastThreeBegin() throws IOException {
            Path log = folder.resolve("a.log");
            Files.writeString(log, "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n");
            assertThat(LogsCommand.startOfLast(log, 3)).isEqualTo(14);
            assertThat(LogsCommand.startOfLast(log, 50)).isZero();
            assertThat(LogsCommand.startOfLast(log, 0)).isEqualTo(20);
        }
    }

    @Nested
    class GivenAPartThatCameBack {
        @Test
        void isNotCalledReadyUntilItIs() {
            PartStatus kafka = new PartStatus("kafka", "starting", "", "127.0.0.1:1", 0, 1500, 7, 1);
            ProcessId self = ProcessId.of(ProcessHandle.current());
            Addresses addresses = new Addresses("http://u", "http://o", true);
            assertThat(StatusCommand.headline(new PlatformStatus(Phase.READY, "", self, addresses, List.of(kafka))))
                    .isEqualTo("runs, but kafka ended and is being started again");
            assertThat(StatusCommand.headline(new PlatformStatus(Phase.STARTING, "", self, addresses, List.of(kafka))))
                    .isEqualTo("is starting");
        }

        @Test
        void tellsItsStartTimeAndHowOften() {
            PartStatus part = new PartStatus("kafka", "ready", "", "127.0.0.1:1", 0, 1500, 7, 2);
            assertThat(PartList.line(part, 99_999)).contains("kafka", "ready", "1.5 s", "127.0.0.1:1", "restarts: 2");
        }
    }
}
