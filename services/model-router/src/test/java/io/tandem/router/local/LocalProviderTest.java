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
    class GivenALongResultOfAToolThatNeedsNoArgument {
        private static final String REQUEST = """
                {'model':'m','messages':[{'role':'user','content':'What is in it?'},
                 {'role':'assistant','tool_calls':[{'id':'c','function':{'name':'garden__plan','arguments':'{}'}}]},
                 {'role':'tool','tool_call_id':'c','content':'%s'}],
                 'tools':[{'function':{'name':'garden__plan','parameters':{'type':'object','properties':{}}}},
                  {'function':{'name':'garden__find','parameters':{'type':'object','required':['name'],
                   'properties':{'name':{'type':'string'}}}}}]}""";

        @Test
        void tellsItBeforeTheQuestionAndOffersTheToolNoMore() throws InterruptedException {
            says("{\"tool\":\"answer\",\"arguments\":{\"text\":\"a\"}}");
            String plan = "beds ".repeat(80);

            ask(Requests.of(REQUEST.formatted(plan)));

            JsonNode body = Requests.json(server.request());
            JsonNode messages = body.path("messages");
            assertThat(messages.path(messages.size() - 1).path("content").asText())
                    .containsSubsequence("Result of garden__plan", plan, "Person: What is in it?");
            assertThat(body.at("/response_format/json_schema/schema/oneOf").findValuesAsText("const"))
                    .containsExactly("garden__find", "answer");
        }

        @Test
        void leavesAShortOneWhereItWas() throws InterruptedException {
            says("{\"tool\":\"answer\",\"arguments\":{\"text\":\"a\"}}");

            ask(Requests.of(REQUEST.formatted("nothing")));

            JsonNode messages = Requests.json(server.request()).path("messages");
            assertThat(messages.path(messages.size() - 1).path("content").asText())
                    .startsWith("Result of garden__plan");
        }
    }

    @Nested
    class GivenACallThatFailed {
        private List<String> offered(String messages) throws InterruptedException {
            says("{\"tool\":\"garden__plan\",\"arguments\":{}}");
            ask(Requests.of("{'model':'m','messages':[{'role':'user','content':'x'}," + messages + "],'tools':["
                    + "{'function':{'name':'garden__plan','parameters':{'type':'object','properties':{}}}},"
                    + "{'function':{'name':'garden__find','parameters':{'type':'object','required':['name'],"
                    + "'properties':{'name':{'type':'string'}}}}},{'function':{'name':'refuse'}}]}"));
            return Requests.json(server.request())
                    .at("/response_format/json_schema/schema/oneOf")
                    .findValuesAsText("const");
        }

        private static String call(String tool, String arguments, String result) {
            return "{'role':'assistant','tool_calls':[{'id':'" + tool + arguments.length() + "','function':{'name':'"
                    + tool + "','arguments':'" + arguments + "'}}]},{'role':'tool','tool_call_id':'" + tool
                    + arguments.length() + "','content':'" + result + "'}";
        }

        @Test
        void firstLooksWhatThereIs() throws InterruptedException {
            assertThat(offered(call("garden__find", "{}", "tool-error: there is no fern")))
                    .containsExactly("garden__plan");
        }

        @Test
        void thenTriesAgain() throws InterruptedException {
            assertThat(offered(call("garden__plan", "{}", "beds ".repeat(80)) + ","
                            + call("garden__find", "{ }", "tool-error: there is no fern")))
                    .containsExactly("garden__find");
        }

        @Test
        void mayGiveUpInTheEnd() throws InterruptedException {
            String failed = call("garden__find", "{}", "tool-error: no") + ","
                    + call("garden__find", "{ }", "tool-error: no") + ","
                    + call("garden__find", "{  }", "tool-error: no");
            assertThat(offered(failed)).contains("refuse", "answer");
        }
    }

    @Nested
    class GivenMoreToolsThanASmallModelCanHold {
        @Test
        void offersSixThatFitAndWhatIsOfNoConnector() throws InterruptedException {
            says("{\"tool\":\"answer\",\"arguments\":{\"text\":\"a\"}}");
            StringBuilder tools = new StringBuilder();
            for (int i = 1; i <= 9; i++) {
                tools.append("{'function':{'name':'shed__tool")
                        .append(i)
                        .append("','description':'Looks into drawers'}},");
            }

            ask(Requests.of("{'model':'m','messages':[{'role':'user','content':'Which ferns are thirsty?'}],'tools':["
                    + tools + "{'function':{'name':'garden__water','description':'Waters a fern'}},"
                    + "{'function':{'name':'refuse','description':'Decline'}}]}"));

            assertThat(Requests.json(server.request())
                            .at("/response_format/json_schema/schema/oneOf")
                            .findValuesAsText("const"))
                    .hasSize(7)
                    .contains("garden__water", "refuse", "answer");
        }
    }

    @Nested
    class GivenADecisionToAnswer {
        @Test
        void marksANumberThatNobodyTold() {
            says("{\"tool\":\"answer\",\"arguments\":{\"text\":\"It is 77.\"}}");

            List<Delta> deltas = ask(Requests.of("{'model':'m','messages':[{'role':'user','content':'x'},"
                    + "{'role':'assistant','tool_calls':[{'id':'c','function':{'name':'a__b','arguments':'{}'}}]},"
                    + "{'role':'tool','tool_call_id':'c','content':'76'}],'tools':[{'function':{'name':'a__b'}}]}"));

            assertThat(Requests.text(deltas)).isEqualTo("It is 77.\n\n(Not in the results of the tools: 77.)");
        }

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
