package io.tandem.hub.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpTransportException;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Speaks MCP over Streamable HTTP. Each use is a session of its own, so a broken one harms nobody else, and nothing is
/// ever sent twice: the SDK would repeat a call whose session the server has forgotten, and a fresh one is not.
@Singleton
public class McpConnections {
    private static final Logger LOG = Logger.getLogger(McpConnections.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final McpSchema.Implementation SELF = new McpSchema.Implementation("tandem-hub", "1");
    private static final int LONGEST_LIST = 4 * 1024 * 1024;
    private static final int MOST_TOOLS = 500;

    /// The SDK has no class of its own for an answer that it cut off.
    private static final String TOO_LARGE = "exceeds the maximum allowed size";

    /// Bounds of one call.
    ///
    /// @param time for the whole of it, connecting included
    /// @param bytes of the answer; reading stops there
    public record Bounds(Duration time, int bytes) {}

    /// All tools of a server.
    ///
    /// @throws ConnectorUnavailable if it cannot be asked
    public List<ListedTool> list(Endpoint endpoint, Duration time) {
        try (Session session = connect(endpoint, new Bounds(time, LONGEST_LIST))) {
            McpSyncClient client = session.client();
            client.initialize();
            List<ListedTool> tools = new ArrayList<>();
            String cursor = null;
            do {
                McpSchema.ListToolsResult page = cursor == null ? client.listTools() : client.listTools(cursor);
                page.tools().forEach(tool -> tools.add(listed(tool)));
                cursor = page.nextCursor();
            } while (cursor != null && tools.size() < MOST_TOOLS);
            return tools;
        } catch (RuntimeException e) {
            LOG.debugf(e, "tools of %s", endpoint);
            throw new ConnectorUnavailable(reason(answerTo(e)), e);
        }
    }

    /// One call of a tool.
    ///
    /// @param meta goes into `_meta`
    public record Call(String tool, JsonNode arguments, Map<String, Object> meta) {
        public Call {
            meta = Map.copyOf(meta);
        }
    }

    /// Calls a tool once.
    public ToolAnswer call(Endpoint endpoint, Call call, Bounds bounds) {
        try (Session session = connect(endpoint, bounds)) {
            McpSyncClient client = session.client();
            client.initialize();
            return answered(client.callTool(McpSchema.CallToolRequest.builder(call.tool())
                    .arguments(map(call.arguments()))
                    .meta(call.meta())
                    .build()));
        } catch (RuntimeException e) {
            ToolAnswer answer = answerTo(e);
            if (answer instanceof ToolAnswer.Unavailable) {
                LOG.warnf(e, "call of %s at %s", call.tool(), endpoint.url());
            }
            return answer;
        }
    }

    /// A session and the HTTP client of its own. It says good-bye while its caller goes on already.
    private record Session(McpSyncClient client, OneUse http) implements AutoCloseable {
        @Override
        public void close() {
            Thread.ofVirtual().name("mcp-close").start(() -> {
                try (http) {
                    client.closeGracefully();
                } catch (RuntimeException e) {
                    LOG.debug("an MCP session did not end cleanly", e);
                }
            });
        }
    }

    private static Session connect(Endpoint endpoint, Bounds bounds) {
        String base = endpoint.url().getScheme() + "://" + endpoint.url().getRawAuthority();
        String path = endpoint.url().toString().substring(base.length());
        OneUse http = new OneUse(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER));
        HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport.builder(base)
                .endpoint(path.isEmpty() ? "/" : path)
                .clientBuilder(http)
                .jsonMapper(new JacksonMcpJsonMapper(JSON))
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
        McpSyncClient client = McpClient.sync(transport)
                .clientInfo(SELF)
                .initializationTimeout(bounds.time())
                .requestTimeout(bounds.time())
                .build();
        return new Session(client, http);
    }

    private static ListedTool listed(McpSchema.Tool tool) {
        String title = tool.title() == null ? tool.name() : tool.title();
        String description = tool.description() == null ? "" : tool.description();
        return new ListedTool(tool.name(), title, description, JSON.valueToTree(tool.inputSchema()));
    }

    private static ToolAnswer answered(McpSchema.CallToolResult result) {
        List<String> texts = result.content().stream().map(McpConnections::text).toList();
        @Nullable Object structured = result.structuredContent();
        return new ToolAnswer.Answered(
                texts, structured == null ? null : JSON.valueToTree(structured), Boolean.TRUE.equals(result.isError()));
    }

    private static String text(McpSchema.Content content) {
        return content instanceof McpSchema.TextContent text
                ? text.text()
                : "[" + content.type() + " left out: only text is given to a model]";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(JsonNode arguments) {
        return JSON.convertValue(arguments, Map.class);
    }

    /// What an exception of the SDK, of Reactor or of the HTTP client means.
    private static ToolAnswer answerTo(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof McpTransportException
                    && String.valueOf(cause.getMessage()).contains(TOO_LARGE)) {
                return new ToolAnswer.TooLarge();
            }
            switch (cause) {
                case TimeoutException late -> {
                    return new ToolAnswer.TimedOut();
                }
                case HttpTimeoutException late -> {
                    return new ToolAnswer.TimedOut();
                }
                case McpError refused -> {
                    return new ToolAnswer.Answered(List.of(String.valueOf(refused.getMessage())), null, true);
                }
                default -> {}
            }
        }
        return new ToolAnswer.Unavailable("The connector cannot be reached, or went away before it answered.");
    }

    private static String reason(ToolAnswer answer) {
        return switch (answer) {
            case ToolAnswer.TimedOut late -> "The connector did not answer in time.";
            case ToolAnswer.TooLarge large -> "The list of tools is too long.";
            case ToolAnswer.Unavailable gone -> gone.reason();
            case ToolAnswer.Answered refused -> "The connector refused to list its tools.";
        };
    }
}
