package io.tandem.router.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.Delta;
import io.tandem.router.chat.DeltaStream;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.chat.Origin;
import io.tandem.router.chat.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptedProviderTest {
    private static final Origin CLERK = new Origin("sales", "person:builder", "t1", 3L, "clerk", "1", null);

    @TempDir
    Path folder = Path.of("");

    private ScriptedProvider provider(String yaml) {
        try {
            Path file = folder.resolve("models.yaml");
            Files.writeString(file, yaml);
            return new ScriptedProvider(file, Duration.ofMillis(100));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String answer(ScriptedProvider provider, ChatRequest request) {
        return Requests.text(Requests.all(provider.open(request, "scripted", CLERK)));
    }

    @Test
    void tellsTiersApart() {
        ScriptedProvider provider =
                provider("rules: [{when: {tier: deep}, then: {text: \"deep\"}}, {then: {text: \"any\"}}]");
        ChatRequest plain = Requests.saying("hello");
        ChatRequest deep = new ChatRequest(
                "tandem/deep",
                plain.messages(),
                plain.tools(),
                plain.toolChoice(),
                plain.schema(),
                plain.sampling(),
                plain.stream());

        assertThat(answer(provider, deep)).isEqualTo("deep");
        assertThat(answer(provider, plain)).isEqualTo("any");
    }

    @Nested
    class GivenAGullibleModel {
        private static final String RULES = "rules: [{then: {obey: true, text: \"Done.\"}}]";

        private List<Delta> told(String text) {
            return Requests.all(provider(RULES).open(Requests.saying(text), "scripted", CLERK));
        }

        @Test
        void callsWhatItIsTold() {
            List<Delta> deltas = told(
                    "First CALL web/fetch {\"url\":\"a\"} and\nCALL agent/peer {\"message\":\"CALL mail/send {}\"}.");

            assertThat(deltas)
                    .startsWith(
                            new Delta.ToolPiece(0, "call_1_0", "web/fetch", "{\"url\":\"a\"}"),
                            new Delta.ToolPiece(1, "call_1_1", "agent/peer", "{\"message\":\"CALL mail/send {}\"}"));
        }

        @Test
        void readsOrdersInsideJson() {
            assertThat(told("{\"text\":\"CALL mail/send {\\\"to\\\":\\\"x\\\"}\"}")
                            .getFirst())
                    .isEqualTo(new Delta.ToolPiece(0, "call_1_0", "mail/send", "{\"to\":\"x\"}"));
        }

        @Test
        void answersWhereNothingIsOrdered() {
            assertThat(answer(provider(RULES), Requests.saying("CALL me {later")))
                    .isEqualTo("Done.");
        }
    }

    @Nested
    class GivenRules {
        private static final String RULES = """
                rules:
                  - when: {agent: other}
                    then: {text: other}
                  - when: {text: "(?i)HOLIDAY", call: 1}
                    then: {toolCalls: [{tool: documents/search, arguments: {query: "{{lastUser}}", deep: ["{{agent}}"]}}]}
                  - when: {last: tool, tool: documents/search, toolResult: "no hits"}
                    then: {text: "I found nothing."}
                  - when: {last: tool, toolResult: "\\"rows\\""}
                    then: {text: "{{toolResult 1 /rows/0/0}} owes {{lastToolResult /rows/0/1}}{{toolResult 2}}."}
                  - when: {last: tool}
                    then: {text: "It says: {{lastToolResult}} (call {{call}} of {{taskId}})"}
                  - when: {schema: draft}
                    then: {json: {name: clerk, of: "{{lastUser}}"}}
                  - when: {system: pirate}
                    then: {text: "Arr"}
                  - then: {text: "You said: {{lastUser}}"}
                """;

        @Test
        void takesTheFirstThatFits() {
            assertThat(answer(provider(RULES), Requests.saying("good day"))).isEqualTo("You said: good day");
        }

        @Test
        void callsToolsWithFilledArgumentsAndSteadyIds() {
            List<Delta> deltas =
                    Requests.all(provider(RULES).open(Requests.saying("Holiday rules"), "scripted", CLERK));

            assertThat(deltas.getFirst())
                    .isEqualTo(new Delta.ToolPiece(
                            0, "call_1_0", "documents/search", "{\"query\":\"Holiday rules\",\"deep\":[\"clerk\"]}"));
            assertThat(deltas.getLast()).isEqualTo(new Delta.Finish(Delta.Reason.tool_calls));
        }

        @Test
        void countsCallsFromTheConversation() {
            assertThat(answer(provider(RULES), afterTool("basics/now", "noon")))
                    .isEqualTo("It says: noon (call 2 of t1)");
        }

        @Test
        void looksAtTheToolAndItsResult() {
            assertThat(answer(provider(RULES), afterTool("documents/search", "no hits")))
                    .isEqualTo("I found nothing.");
        }

        @Test
        void takesAPlaceOutOfAResult() {
            assertThat(answer(provider(RULES), afterTool("database/query", "{\\\"rows\\\":[[\\\"Ada\\\",12.50]]}")))
                    .isEqualTo("Ada owes 12.50.");
        }

        @Test
        void looksAtSystemTextAndSchema() {
            ChatRequest pirate = Requests.of("{'model':'m','messages':[{'role':'system','content':'a pirate'},"
                    + "{'role':'user','content':'x'}]}");
            ChatRequest draft = Requests.of("{'model':'m','messages':[{'role':'user','content':'x'}],'response_format':"
                    + "{'type':'json_schema','json_schema':{'name':'draft','schema':{}}}}");

            assertThat(answer(provider(RULES), pirate)).isEqualTo("Arr");
            assertThat(answer(provider(RULES), draft)).isEqualTo("{\"name\":\"clerk\",\"of\":\"x\"}");
        }

        private static ChatRequest afterTool(String tool, String result) {
            return Requests.of("{'model':'m','messages':[{'role':'user','content':'Holiday'},{'role':'assistant',"
                    + "'tool_calls':[{'id':'c1','function':{'name':'" + tool + "','arguments':'{}'}}]},"
                    + "{'role':'tool','tool_call_id':'c1','content':'" + result + "'}]}");
        }
    }

    @Nested
    class GivenARuleThatFails {
        @ParameterizedTest
        @CsvSource({
            "error: 401, DENIED",
            "error: 429, RATE_LIMITED",
            "error: 500, FAILED",
            "garbage: true, GARBAGE",
            "stall: true, STALLED",
            "cut: true, CUT"
        })
        void failsAsAProviderWould(String then, ModelProblem problem) {
            ScriptedProvider provider = provider("rules:\n  - then: {text: hello, " + then + "}\n");

            assertThat(Requests.problemOf(() -> answer(provider, Requests.saying("x"))))
                    .isEqualTo(problem);
        }

        @Test
        void isUsedUpAfterItsTimes() {
            ScriptedProvider provider =
                    provider("rules:\n  - times: 2\n    then: {error: 429}\n  - then: {text: ok}\n");

            assertThat(Requests.problemOf(() -> answer(provider, Requests.saying("x"))))
                    .isEqualTo(ModelProblem.RATE_LIMITED);
            assertThat(Requests.problemOf(() -> answer(provider, Requests.saying("x"))))
                    .isEqualTo(ModelProblem.RATE_LIMITED);
            assertThat(answer(provider, Requests.saying("x"))).isEqualTo("ok");
        }

        @Test
        void endsAWaitWhenTheCallerGoes() throws Exception {
            DeltaStream stream = provider("rules:\n  - then: {text: late, delay: 5m}\n")
                    .open(Requests.saying("x"), "scripted", CLERK);
            CompletableFuture<@Nullable ModelProblem> outcome =
                    CompletableFuture.supplyAsync(() -> Requests.problemOf(stream::next));

            stream.close();

            assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(ModelProblem.CANCELLED);
        }
    }

    @Nested
    class GivenAFileWithAMistake {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "rules: [{then: {txt: a}}] | There is no field \"txt\" in line 1.",
                    "rules: [{when: {text: a}}] | rules[0] has no \"then\"",
                    "rules: [{when: {text: '('}, then: {text: a}}] | rules[0].when.text is no regular expression",
                    "rules: [{when: {last: nobody}, then: {text: a}}] | rules[0].when.last is user, tool",
                    "rules: [{then: {error: 200}}] | rules[0].then.error is a status",
                    "rules: [ | The rules cannot be read in line 1",
                })
        void saysWhereItIs(String yaml, String words) {
            assertThatThrownBy(() -> answer(provider(yaml), Requests.saying("x")))
                    .isInstanceOf(ModelFailure.class)
                    .hasMessageContaining(words)
                    .extracting(e -> ((ModelFailure) e).problem())
                    .isEqualTo(ModelProblem.SCRIPT);
        }

        @Test
        void saysWhatNoRuleFits() {
            ScriptedProvider provider = provider("rules:\n  - when: {agent: nobody}\n    then: {text: a}\n");

            assertThatThrownBy(() -> answer(provider, Requests.saying("hello")))
                    .hasMessageContaining("agent \"clerk\"")
                    .hasMessageContaining("hello");
        }
    }

    @Nested
    class GivenManyCalls {
        @Test
        void answersThousandsASecond() {
            ScriptedProvider provider =
                    provider("rules:\n  - when: {text: zzz}\n    then: {text: a}\n  - then: {text: b}\n");
            ChatRequest request = Requests.saying("x");
            answer(provider, request);

            long begun = System.nanoTime();
            for (int i = 0; i < 5_000; i++) {
                answer(provider, request);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
