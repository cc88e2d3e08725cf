package io.tandem.hub.mcp;

import io.tandem.hub.egress.EgressDoor;
import io.tandem.hub.sandbox.Program;
import io.tandem.hub.sandbox.Sandbox;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// [ProbeServer] as a connector.
final class Probes {
    static final String SECRET = "token-of-the-probe";

    private Probes() {}

    /// Skips a test where there is no sandbox, but never where all tests must run.
    static void needSandbox(Path folder) {
        Optional<String> missing = sandbox(folder).missing();
        Assumptions.assumeTrue(missing.isEmpty() || System.getenv("TANDEM_CI") != null, missing.orElse(""));
    }

    static Sandbox sandbox(Path folder) {
        return new Sandbox(() -> folder.resolve("connectors"));
    }

    static McpConnections connections(Path folder) {
        return new McpConnections(sandbox(folder), new EgressDoor(Optional::empty));
    }

    static Endpoint endpoint(String name, Program program) {
        return new Endpoint.Stdio(name, program, Map.of("API_TOKEN", SECRET));
    }

    static Program program(boolean network) {
        String java = System.getProperty("java.home");
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> readable = Stream.concat(
                        Stream.of(java),
                        Arrays.stream(path.split(File.pathSeparator)).filter(entry -> Files.exists(Path.of(entry))))
                .toList();
        List<String> arguments = List.of(
                "-Xmx64m",
                "-XX:MaxDirectMemorySize=8g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                path,
                ProbeServer.class.getName());
        return new Program(java + "/bin/java", arguments, Map.of("REGION", "north"), readable, network, 512, 20);
    }
}
