package io.tandem.hub.mcp;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.tandem.hub.sandbox.Sandbox;
import java.time.Duration;

/// One process of a connector, for all calls of it until it ends or one of them runs out of time. Then the calls that
/// are under way are waited for, others get the next process, and this one is ended.
final class StdioServer {
    /// Each use has a time of its own; this is only a bound for the SDK's book of open requests.
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Endpoint.Stdio endpoint;
    private final StdioTransport transport;
    private final McpAsyncClient client;
    private int uses;
    private boolean retired;

    StdioServer(Endpoint.Stdio endpoint, Sandbox sandbox, int longest, McpJsonMapper mapper) {
        this.endpoint = endpoint;
        this.transport = new StdioTransport(
                endpoint.connector(),
                () -> sandbox.process(endpoint.connector(), endpoint.program(), endpoint.secrets())
                        .start(),
                this::withoutSecrets,
                longest,
                mapper);
        this.client = McpClient.async(transport)
                .clientInfo(McpConnections.SELF)
                .initializationTimeout(LONGEST)
                .requestTimeout(LONGEST)
                .build();
        transport.ended().thenRun(client::close);
    }

    Endpoint.Stdio endpoint() {
        return endpoint;
    }

    /// A use of it; empty once it takes no more.
    synchronized java.util.Optional<Session> use() {
        if (retired || transport.ended().isDone()) {
            return java.util.Optional.empty();
        }
        uses++;
        return java.util.Optional.of(new Use());
    }

    /// Ends it as soon as no call is under way.
    synchronized void retire() {
        retired = true;
        if (uses == 0) {
            Thread.ofVirtual().name("mcp-close").start(transport::stop);
        }
    }

    /// Ends it now.
    void stop() {
        transport.stop();
    }

    void whenEnded(Runnable then) {
        transport.ended().thenRun(then);
    }

    private synchronized void done() {
        uses--;
        if (retired) {
            retire();
        }
    }

    private String withoutSecrets(String words) {
        String hidden = words;
        for (String secret : endpoint.secrets().values()) {
            hidden = secret.isEmpty() ? hidden : hidden.replace(secret, "(secret)");
        }
        return hidden;
    }

    private final class Use implements Session {
        @Override
        public McpAsyncClient client() {
            return client;
        }

        @Override
        public ToolAnswer explained(ToolAnswer seen) {
            if (seen instanceof ToolAnswer.TimedOut) {
                retire();
                return seen;
            }
            if (!(seen instanceof ToolAnswer.Unavailable) || !transport.ended().isDone()) {
                return seen;
            }
            return switch (transport.ended().join()) {
                case StdioTransport.End.TooLarge large -> new ToolAnswer.TooLarge();
                case StdioTransport.End.NotStarted not -> new ToolAnswer.Unavailable(not.reason());
                case StdioTransport.End.Exited exited ->
                    new ToolAnswer.Unavailable("The connector's process ended (exit code " + exited.code()
                            + ") before it answered; it is started again.");
            };
        }

        @Override
        public void close() {
            done();
        }
    }
}
