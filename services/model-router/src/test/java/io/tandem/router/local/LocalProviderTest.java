package io.tandem.router.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.Delta;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.chat.Requests;
import io.tandem.router.wire.FakeServer;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LocalProviderTest {
    private static final String STOP = "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}";

    private final FakeServer server = new FakeServer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        server.close();
        client.shutdownNow();
    }

    private List<Delta> ask(ChatRequest request) {
        return Requests.all(new LocalProvider(client, server.endpoint(), 4096).open(request, "local", Requests.NOBODY));
    }

    private void says(String... pieces) {
        server.then(out -> {
            FakeServer.head(out);
            for (String piece : pieces) {
                ObjectNode chunk = JsonNodeFactory.instance.objectNode();
                chunk.putArray("choices").addObject().putObject("delta").put("content", piece);
                FakeServer.event(out, chunk.toString());
            }
            FakeServer.event(out, STOP);
            FakeServer.event(out, "[DONE]");
        });
    }

    @Nested
    class GivenADecisionForATool {
        @Test
        void tellsAToolCallLikeAnyProvider() {
            says("{\"tool\":", "\"documents/search\",\"arguments\":", "{\"query\":\"x\"}}");

            List<Delta> deltas = ask(Requests.withTool());

            assertThat(deltas.getFirst()).isInstanceOfSatisfying(Delta.ToolPiece.class, piece -> {
                assertThat(piece.name()).isEqualTo("documents/search");
                assertThat(piece.arguments()).isEqualTo("{\"query\":\"x\"}");
                assertThat(piece.id()).startsWith("call_");
            });
            assertThat(deltas.getLast()).isEqualTo(new Delta.Finish(Delta.Reason.tool_calls));
        }

        @Test
        void asksWithASchemaOfAllToolsAndAnAnswer() throws InterruptedException {
            says("{\"tool\":\"answer\",\"arguments\":{\"text\":\"a\"}}");

            ask(Requests.withTool());

            JsonNode body = Requests.json(server.request());
            JsonNode alternatives = body.at("/response_format/json_schema/schema/oneOf");
            assertThat(alternatives).hasSize(2);
            assertThat(alternatives.at("/0/properties/tool/const").asText()).isEqualTo("documents/search");
            assertThat(alternatives
                            .at("/0/properties/arguments/properties/query/maxLength")
                            .asInt())
                    .isEqualTo(600);
            assertThat(alternatives.at("/1/properties/tool/const").asText()).isEqualTo("answer");
            assertThat(body.has("tools")).isFalse();
            assertThat(body.path("temperature").asDouble()).isZero();
        }

        @Test
        void mustAnswerAfterTheSameCallTwice() throws InterruptedException {
            says("{\"tool\":\"answer\",\"arguments\":{\"text\":\"a\"}}");
            String call = "{'role':'assistant','tool_calls':[{'id':'c','function':{'name':'documents/search',"
                    + "'arguments':'{}'}}]},{'role':'tool','tool_call_id':'c','content':'nothing'}";

            ask(Requests.of("{'model':'m','messages':[{'role':'user','content':'x'}," + call + "," + call
                    + "],'tools':[{'function':{'name':'documents/search'}}]}"));

            assertThat(Requests.json(server.request()).at("/response_format/json_schema/schema/oneOf"))
                    .hasSize(1);
        }

        @Test
        void callsAHalfDecisionGarbage() {
            says("{\"tool\":\"documents/sea");

            assertThat(Requests.problemOf(() -> ask(Requests.withTool()))).isEqualTo(ModelProblem.GARBAGE);
        }
    }

    @Nested
    class GivenADecisionToAnswer {
        @Test
        void streamsTheTextWhileItIsWritten() {
            says("{\"tool\": \"answer\", \"arguments\": {\"text\": \"Two ", "\\", "\"things\\", "u00e", "9\\n", "\"}}");

            List<Delta> deltas = ask(Requests.withTool());

            assertThat(deltas.getFirst()).isEqualTo(new Delta.Text("Two "));
            assertThat(Requests.text(deltas)).isEqualTo("Two \"things\u00e9\n");
            assertThat(deltas.getLast()).isEqualTo(new Delta.Finish(Delta.Reason.stop));
        }
    }

    @Nested
    class GivenAConversationThatIsTooLong {
        @Test
        void leavesTheOldestOutAndSaysSo() throws InterruptedException {
            says("ok");
            String old = "{'role':'user','content':'" + "old ".repeat(2000) + "'},{'role':'assistant','content':'"
                    + "old ".repeat(2000) + "'},";

            List<Delta> deltas = ask(Requests.of("{'model':'m','messages':[{'role':'system','content':'Be kind.'},"
                    + old + "{'role':'user','content':'newest'}]}"));

            assertThat(deltas.getFirst()).isInstanceOf(Delta.Note.class);
            JsonNode messages = Requests.json(server.request()).path("messages");
            assertThat(messages).hasSize(2);
            assertThat(messages.at("/0/content").asText()).isEqualTo("Be kind.");
            assertThat(messages.at("/1/content").asText()).isEqualTo("newest");
        }
    }

    @Nested
    class GivenAPlainChat {
        @Test
        void boundsWhatIsWritten() throws InterruptedException {
            says("Hello");

            assertThat(Requests.text(ask(Requests.saying("hi")))).isEqualTo("Hello");
            assertThat(Requests.json(server.request()).path("max_tokens").asInt())
                    .isPositive();
        }
    }
}
