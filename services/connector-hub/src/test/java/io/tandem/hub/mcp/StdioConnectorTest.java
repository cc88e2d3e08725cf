package io.tandem.hub.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.hub.sandbox.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class StdioConnectorTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private McpConnections connections;

    @BeforeEach
    void connect() {
        Probes.needSandbox(home);
        connections = Probes.connections(home);
    }

    @AfterEach
    void close() {
        connections.close();
    }

    private ToolAnswer tried(Endpoint endpoint, Duration time, String what, String with) {
        return connections.call(
                endpoint,
                new McpConnections.Call(
                        "try",
                        JsonNodeFactory.instance.objectNode().put("what", what).put("with", with),
                        Map.of()),
                new McpConnections.Bounds(time, 1 << 20));
    }

    private ToolAnswer tried(String what, String with) {
        return tried(Probes.endpoint("probe", Probes.program(false)), LONG, what, with);
    }

    private static String text(ToolAnswer answer) {
        assertThat(answer).isInstanceOf(ToolAnswer.Answered.class);
        return ((ToolAnswer.Answered) answer).texts().getFirst();
    }

    /// Processes of this machine whose command line holds the marker, as the kernel tells it: Java cuts long ones.
    private static long running(String marker) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(marker))
                .count();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Nested
    class GivenAProgram {
        @Test
        void isListedAndCalledInOneProcess() {
            Endpoint endpoint = Probes.endpoint("probe", Probes.program(false));

            assertThat(connections.list(endpoint, LONG))
                    .extracting(ListedTool::name)
                    .containsExactly("try");

            String first = text(tried("who", ""));
            String second = text(tried("who", ""));
            assertThat(first).startsWith("pid ").isNotEqualTo(second);
            assertThat(first.substring(0, 8)).isEqualTo(second.substring(0, 8));
            assertThat(running(home.resolve("connectors/probe").toString()))
                    .as("bubblewrap and its first process")
                    .isEqualTo(2);
        }

        @Test
        void hasTheEnvironmentThatItWasGivenAndNoOther() {
            assertThat(text(tried("environment", "")))
                    .contains("API_TOKEN=" + Probes.SECRET, "REGION=north")
                    .doesNotContain("PATH=", "HOME=", "JAVA_HOME", "TANDEM", "USER=");
        }

        @Test
        void readsAndWritesInItsOwnFolderOnly() throws IOException {
            Path secret = Files.writeString(home.resolve("secrets.json"), "secret");
            Path foreign =
                    Files.createDirectories(home.resolve("connectors/other")).resolve("data");
            Files.writeString(foreign, "of another connector");

            assertThat(text(tried("write", "/home/connector/mine"))).isEqualTo("/home/connector/mine");
            assertThat(home.resolve("connectors/probe/mine")).hasContent("x");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("connectors/probe"))))
                    .isEqualTo("rwx------");
            for (String path : List.of(
                    secret.toString(), foreign.toString(), "/etc/passwd", "/etc/shadow", "/proc/1/root" + secret)) {
                assertThat(text(tried("read", path))).as(path).contains("NoSuchFileException");
            }
            for (String path : List.of("/usr/x", "/x", "/etc/x", System.getProperty("java.home") + "/x")) {
                assertThat(text(tried("write", path))).as(path).contains("Exception");
            }
        }

        @Test
        void seesNoOtherProcess() {
            assertThat(text(tried("processes", "")).lines().toList())
                    .hasSizeBetween(2, 3)
                    .allMatch(line -> line.contains(ProbeServer.class.getName()));
        }

        @Test
        void reachesTheMachineOnlyWithNetwork() throws IOException {
            try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
                String port = Integer.toString(listening.getLocalPort());

                assertThat(text(tried("connect", port))).contains("refused");
                assertThat(text(tried(Probes.endpoint("open", Probes.program(true)), LONG, "connect", port)))
                        .isEqualTo("connected to " + port);
            }
        }
    }

    @Nested
    class GivenAProgramThatMisbehaves {
        @Test
        void isStartedAgainWhenItEnded() {
            assertThat(tried("end", ""))
                    .isInstanceOfSatisfying(ToolAnswer.Unavailable.class, gone -> assertThat(gone.reason())
                            .contains("exit code 3"));

            assertThat(tried("who", "")).as("not at once").isInstanceOf(ToolAnswer.Unavailable.class);
            await().atMost(LONG).until(() -> tried("who", "") instanceof ToolAnswer.Answered);
        }

        @Test
        void endsWithItsMemory() {
            assertThat(tried("remember", ""))
                    .isInstanceOfSatisfying(ToolAnswer.Unavailable.class, gone -> assertThat(gone.reason())
                            .contains("exit code 4"));
            await().atMost(LONG).until(() -> tried("who", "") instanceof ToolAnswer.Answered);
        }

        @Test
        void isEndedWhenACallTakesTooLong() {
            Endpoint endpoint = Probes.endpoint("probe", Probes.program(false));
            text(tried("who", ""));

            assertThat(tried(endpoint, Duration.ofSeconds(1), "spin", "")).isEqualTo(new ToolAnswer.TimedOut());

            text(tried("who", ""));
            await().atMost(LONG)
                    .until(() -> running(home.resolve("connectors/probe").toString()) == 2);
        }

        @Test
        void isEndedByItsProcessorTime() {
            Program program = Probes.program(false);
            Endpoint endpoint = Probes.endpoint(
                    "probe",
                    new Program(
                            program.command(),
                            program.arguments(),
                            program.environment(),
                            program.readable(),
                            false,
                            512,
                            3));

            assertThat(tried(endpoint, LONG, "spin", "")).isInstanceOf(ToolAnswer.Unavailable.class);
        }

        @Test
        void isCutOffWhenItPoursOut() {
            assertThat(tried("pour", "5000000")).isEqualTo(new ToolAnswer.TooLarge());
        }

        @Test
        void mayWriteLinesThatAreNoMessages() {
            assertThat(text(tried("chat", ""))).isEqualTo("and went on");
        }

        @Test
        void isUnavailableWhenItIsNoServer() {
            Program none = new Program("/usr/bin/true", List.of(), Map.of(), List.of(), false, 64, 5);

            assertThat(tried(new Endpoint.Stdio("none", none, Map.of()), LONG, "who", ""))
                    .isInstanceOfSatisfying(ToolAnswer.Unavailable.class, gone -> assertThat(gone.reason())
                            .contains("exit code 0"));
        }
    }

    @Nested
    class GivenThePlatformsEnd {
        @Test
        void leavesNoProcessWhenItIsKilled() throws Exception {
            Process keeper = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            StdioKeeper.class.getName(),
                            home.toString(),
                            "kept")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(keeper.inputReader(StandardCharsets.UTF_8).lines().anyMatch("listed"::equals))
                    .isTrue();
            assertThat(running(home.resolve("connectors/kept").toString())).isEqualTo(2);

            keeper.destroyForcibly().waitFor();

            await().atMost(LONG)
                    .until(() -> running(home.resolve("connectors/kept").toString()) == 0);
        }

        @Test
        void endsProcessesWhenItCloses() {
            text(tried("who", ""));

            connections.close();

            assertThat(running(home.resolve("connectors/probe").toString())).isZero();
        }

        @Test
        void endsTheProcessOfARemovedConnector() {
            text(tried("who", ""));

            connections.forget("probe");

            await().atMost(LONG)
                    .until(() -> running(home.resolve("connectors/probe").toString()) == 0);
        }
    }
}
