package io.tandem.hub.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpTransportException;
import io.tandem.hub.egress.EgressDoor;
import io.tandem.hub.oauth.Challenge;
import io.tandem.hub.oauth.ForeignText;
import io.tandem.hub.sandbox.Sandbox;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Speaks MCP: over Streamable HTTP in a session for each use, over standard input and output with one process for each
/// connector. Nothing is ever sent twice.
@Singleton
public class McpConnections {
    private static final Logger LOG = Logger.getLogger(McpConnections.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(JSON);
    static final McpSchema.Implementation SELF = new McpSchema.Implementation("tandem-hub", "1");
    private static final int LONGEST_LIST = 4 * 1024 * 1024;
    private static final int MOST_TOOLS = 500;
    private static final int FORBIDDEN = 403;
    private static final int MOST_SCOPES = 10;

    /// The SDK has no class of its own for an answer that it cut off.
    private static final String TOO_LARGE = "exceeds the maximum allowed size";

    private final EgressDoor door;
    private final StdioServers processes;

    /// @param sandbox runs the connectors that are programs
    /// @param door leads to the others
    @Inject
    public McpConnections(Sandbox sandbox, EgressDoor door) {
        this.door = door;
        this.processes = new StdioServers(sandbox, LONGEST_LIST, MAPPER);
    }

    /// Bounds of one call.
    ///
    /// @param time for the whole of it, connecting included
    /// @param bytes of the answer; reading stops there
    public record Bounds(Duration time, int bytes) {}

    /// All tools of a server.
    ///
    /// @throws ConnectorUnavailable if it cannot be asked
    public List<ListedTool> list(Endpoint endpoint, Duration time) {
        try (Session session = open(endpoint, new Bounds(time, LONGEST_LIST))) {
            try {
                return listed(session.client(), time);
            } catch (RuntimeException e) {
                LOG.debugf(e, "tools of %s", endpoint);
                ToolAnswer answer = session.explained(answerTo(e));
                throw new ConnectorUnavailable(
                        reason(answer), e, answer instanceof ToolAnswer.Refused refused ? refused : null);
            }
        }
    }

    private static List<ListedTool> listed(McpAsyncClient client, Duration time) {
        List<ListedTool> tools = new ArrayList<>();
        String cursor = null;
        do {
            McpSchema.ListToolsResult page = awaited(client.listTools(cursor), time);
            page.tools().forEach(tool -> tools.add(listed(tool)));
            cursor = page.nextCursor();
        } while (cursor != null && tools.size() < MOST_TOOLS);
        return tools;
    }

    /// An answer of the SDK, whose calls all have one.
    private static <T> T awaited(Mono<T> answer, Duration time) {
        return Objects.requireNonNull(answer.timeout(time).block());
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
        try (Session session = open(endpoint, bounds)) {
            try {
                return answered(awaited(
                        session.client()
                                .callTool(McpSchema.CallToolRequest.builder(call.tool())
                                        .arguments(map(call.arguments()))
                                        .meta(call.meta())
                                        .build()),
                        bounds.time()));
            } catch (RuntimeException e) {
                ToolAnswer answer = session.explained(answerTo(e));
                if (answer instanceof ToolAnswer.Unavailable) {
                    LOG.warnf(e, "call of %s at %s", call.tool(), endpoint);
                }
                return answer;
            }
        } catch (ConnectorUnavailable e) {
            LOG.debugf(e, "call of %s at %s", call.tool(), endpoint);
            return new ToolAnswer.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    /// Ends what runs for a connector that is not registered any more.
    public void forget(String connector) {
        processes.forget(connector);
    }

    @PreDestroy
    void close() {
        processes.close();
    }

    private Session open(Endpoint endpoint, Bounds bounds) {
        return switch (endpoint) {
            case Endpoint.Http http -> HttpSession.open(http, bounds, door, MAPPER);
            case Endpoint.Stdio stdio -> processes.use(stdio);
        };
    }

    private static ListedTool listed(McpSchema.Tool tool) {
        String title = tool.title() == null ? tool.name() : tool.title();
        String description = tool.description() == null ? "" : tool.description();
        JsonNode output = tool.outputSchema() == null ? null : JSON.valueToTree(tool.outputSchema());
        return new ListedTool(tool.name(), title, description, JSON.valueToTree(tool.inputSchema()), output);
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
                case McpHttpClientTransportAuthorizationException refused -> {
                    return refusal(refused.getResponseInfo());
                }
                case McpError refused -> {
                    return new ToolAnswer.Answered(List.of(String.valueOf(refused.getMessage())), null, true);
                }
                default -> {}
            }
        }
        return new ToolAnswer.Unavailable("The connector cannot be reached, or went away before it answered.");
    }

    /// A server that refuses has done nothing; its challenge says why.
    private static ToolAnswer.Refused refusal(HttpResponse.ResponseInfo told) {
        Challenge challenge = new Challenge(String.join(", ", told.headers().allValues("WWW-Authenticate")));
        String scopes = challenge.parameter("scope");
        ToolAnswer.Refused.Why why = told.statusCode() != FORBIDDEN
                ? ToolAnswer.Refused.Why.NOT_TAKEN
                : challenge.parameter("error").equals("insufficient_scope")
                        ? ToolAnswer.Refused.Why.INSUFFICIENT_SCOPE
                        : ToolAnswer.Refused.Why.FORBIDDEN;
        return new ToolAnswer.Refused(
                why,
                Stream.of(scopes.split(" +"))
                        .filter(scope -> !scope.isEmpty())
                        .limit(MOST_SCOPES)
                        .map(ForeignText::of)
                        .toList());
    }

    private static String reason(ToolAnswer answer) {
        return switch (answer) {
            case ToolAnswer.Refused refused -> refused.reason();
            case ToolAnswer.TimedOut late -> "The connector did not answer in time.";
            case ToolAnswer.TooLarge large -> "The list of tools is too long.";
            case ToolAnswer.Unavailable gone -> gone.reason();
            case ToolAnswer.Answered refused -> "The connector refused to list its tools.";
        };
    }
}
