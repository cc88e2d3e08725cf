package io.tandem.router.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.Delta;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.chat.Requests;
import io.tandem.router.wire.FakeServer;
import io.tandem.router.wire.Patience;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AnthropicProviderTest {
    private static final String START = "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":20,"
            + "\"cache_read_input_tokens\":5,\"output_tokens\":1}}}";
    private static final String STOP = "{\"type\":\"message_stop\"}";

    private final FakeServer server = new FakeServer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        server.close();
        client.shutdownNow();
    }

    private List<Delta> ask(ChatRequest request) {
        Patience patience = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));
        return Requests.all(new AnthropicProvider(client, AnthropicProvider.endpoint(server.base(), "secret", patience))
                .open(request, "claude", Requests.NOBODY));
    }

    @Nested
    class GivenAnAnswer {
        @Test
        void tellsTextTokensAndFinish() throws InterruptedException {
            server.events(
                    START,
                    "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                    "{\"type\":\"ping\"}",
                    "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello\"}}",
                    "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":7}}",
                    STOP);

            List<Delta> deltas = ask(Requests.withTool());

            assertThat(deltas)
                    .containsExactly(
                            new Delta.Tokens(25, 5, 1),
                            new Delta.Text("Hello"),
                            new Delta.Tokens(25, 5, 7),
                            new Delta.Finish(Delta.Reason.stop));
            String request = server.request();
            JsonNode body = Requests.json(request);
            assertThat(request).startsWith("POST /v1/messages ").contains("x-api-key: secret");
            assertThat(body.path("system").asText()).isEqualTo("Be brief.");
            assertThat(body.at("/tools/0/name").asText()).isEqualTo("documents_search");
            assertThat(body.at("/tool_choice/type").asText()).isEqualTo("auto");
        }
    }

    @Nested
    class GivenAToolCall {
        @Test
        void tellsItsPiecesUnderOurName() {
            server.events(
                    START,
                    "{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"documents_search\"}}",
                    "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}",
                    "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":7}}",
                    STOP);

            assertThat(ask(Requests.withTool()))
                    .contains(
                            new Delta.ToolPiece(0, "t1", "documents/search", ""),
                            new Delta.ToolPiece(0, null, null, "{}"),
                            new Delta.Finish(Delta.Reason.tool_calls));
        }
    }

    @Nested
    class GivenAnAnswerThatFollowsASchema {
        @Test
        void asksByAToolAndTellsItsInputAsText() throws InterruptedException {
            server.events(
                    START,
                    "{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"tandem_answer\"}}",
                    "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\\\":1}\"}}",
                    "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":7}}",
                    STOP);

            List<Delta> deltas = ask(
                    Requests.of(
                            "{'model':'m','messages':[{'role':'user','content':'x'}],"
                                    + "'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':{'type':'object'}}}}"));

            assertThat(Requests.text(deltas)).isEqualTo("{\"a\":1}");
            assertThat(deltas.getLast()).isEqualTo(new Delta.Finish(Delta.Reason.stop));
            assertThat(Requests.json(server.request()).at("/tool_choice/name").asText())
                    .isEqualTo("tandem_answer");
        }
    }

    @Nested
    class GivenTroubleInTheStream {
        @Test
        void knowsThatItIsOverloaded() {
            server.events(
                    START, "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"later\"}}");

            assertThat(Requests.problemOf(() -> ask(Requests.saying("x")))).isEqualTo(ModelProblem.RATE_LIMITED);
        }

        @Test
        void knowsThatItWasCut() {
            server.events(START);

            assertThat(Requests.problemOf(() -> ask(Requests.saying("x")))).isEqualTo(ModelProblem.CUT);
        }
    }
}
