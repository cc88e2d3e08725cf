package io.tandem.hub.mcp;

import java.nio.file.Path;
import java.time.Duration;

/// A process that has a connector of its own, and goes on until it is killed.
final class StdioKeeper {
    private StdioKeeper() {}

    public static void main(String[] arguments) throws InterruptedException {
        McpConnections connections = Probes.connections(Path.of(arguments[0]));
        connections.list(Probes.endpoint(arguments[1], Probes.program(false)), Duration.ofSeconds(60));
        System.out.println("listed");
        Thread.currentThread().join();
    }
}
