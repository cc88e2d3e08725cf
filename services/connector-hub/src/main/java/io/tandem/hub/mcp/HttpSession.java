package io.tandem.hub.mcp;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.tandem.hub.egress.EgressDoor;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jboss.logging.Logger;

/// A session and the HTTP client of its own: a broken one harms nobody else, and nothing is ever sent twice. The SDK
/// would repeat a call whose session the server has forgotten, and a fresh one is not.
record HttpSession(McpAsyncClient client, OneUse http) implements Session {
    private static final Logger LOG = Logger.getLogger(HttpSession.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// @throws ConnectorUnavailable if the address is one that it may not be at
    static HttpSession open(
            Endpoint.Http endpoint, McpConnections.Bounds bounds, EgressDoor door, McpJsonMapper mapper) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
        if (!endpoint.builtIn()) {
            door.refusal(endpoint.url().getHost()).ifPresent(why -> {
                throw new ConnectorUnavailable(why, null);
            });
            builder.proxy(door.proxy());
        }
        OneUse http = new OneUse(builder);
        String base = endpoint.url().getScheme() + "://" + endpoint.url().getRawAuthority();
        String path = endpoint.url().toString().substring(base.length());
        HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport.builder(base)
                .endpoint(path.isEmpty() ? "/" : path)
                .clientBuilder(http)
                .jsonMapper(mapper)
                .connectTimeout(bounds.time().compareTo(CONNECT) < 0 ? bounds.time() : CONNECT)
                .openConnectionOnStartup(false)
                .resumableStreams(false)
                .maxResponseSize(bounds.bytes())
                .httpRequestCustomizer((request, method, uri, body, context) -> {
                    if (endpoint.header() != null) {
                        request.setHeader(
                                endpoint.header(), endpoint.credential().get());
                    }
                })
                .build();
        return new HttpSession(
                McpClient.async(transport)
                        .clientInfo(McpConnections.SELF)
                        .initializationTimeout(bounds.time())
                        .requestTimeout(bounds.time())
                        .build(),
                http);
    }

    @Override
    public ToolAnswer explained(ToolAnswer seen) {
        return seen;
    }

    /// It says good-bye while its caller goes on already.
    @Override
    public void close() {
        Thread.ofVirtual().name("mcp-close").start(() -> {
            try (http) {
                client.closeGracefully().block();
            } catch (RuntimeException e) {
                LOG.debug("an MCP session did not end cleanly", e);
            }
        });
    }
}
