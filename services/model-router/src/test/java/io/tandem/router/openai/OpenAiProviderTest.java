package io.tandem.router.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.router.chat.Delta;
import io.tandem.router.chat.DeltaStream;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.chat.Requests;
import io.tandem.router.wire.FakeServer;
import io.tandem.router.wire.Patience;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiProviderTest {
    private static final String HELLO = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}}]}";
    private static final String STOP = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";

    private final FakeServer server = new FakeServer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        server.close();
        client.shutdownNow();
    }

    private DeltaStream hello() {
        return new OpenAiProvider(client, server.endpoint()).open(Requests.saying("hi"), "m1", Requests.NOBODY);
    }

    private DeltaStream impatient() {
        Patience patience = new Patience(Duration.ofMillis(150), Duration.ofMillis(150));
        return new OpenAiProvider(client, server.endpoint(patience)).open(Requests.saying("hi"), "m1", Requests.NOBODY);
    }

    @Nested
    class GivenAServerThatStreams {
        @Test
        void tellsTextUsageAndFinish() {
            server.events(
                    "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null}}]}",
                    HELLO,
                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\" you\"}}]}",
                    STOP,
                    "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,"
                            + "\"prompt_tokens_details\":{\"cached_tokens\":4}}}",
                    "[DONE]");

            List<Delta> deltas = Requests.all(hello());

            assertThat(deltas)
                    .containsExactly(
                            new Delta.Text("Hello"),
                            new Delta.Text(" you"),
                            new Delta.Tokens(9, 4, 2),
                            new Delta.Finish(Delta.Reason.stop));
        }

        @Test
        void getsTheRequestInItsOwnShape() throws InterruptedException {
            server.events(STOP, "[DONE]");

            Requests.all(
                    new OpenAiProvider(client, server.endpoint()).open(Requests.withTool(), "m1", Requests.NOBODY));

            String request = server.request();
            JsonNode body = Requests.json(request);
            assertThat(request).startsWith("POST /v1/chat/completions ").contains("Authorization: Bearer key");
            assertThat(body.path("model").asText()).isEqualTo("m1");
            assertThat(body.path("stream_options").path("include_usage").asBoolean())
                    .isTrue();
            assertThat(body.at("/tools/0/function/name").asText()).isEqualTo("documents_search");
        }

        @Test
        void tellsToolCallsUnderOurNames() {
            server.events(
                    "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\","
                            + "\"function\":{\"name\":\"documents_search\",\"arguments\":\"\"}}]}}]}",
                    "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]}}]}",
                    "{\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}",
                    "[DONE]");

            List<Delta> deltas = Requests.all(
                    new OpenAiProvider(client, server.endpoint()).open(Requests.withTool(), "m1", Requests.NOBODY));

            assertThat(deltas)
                    .containsExactly(
                            new Delta.ToolPiece(0, "c1", "documents/search", ""),
                            new Delta.ToolPiece(0, null, null, "{}"),
                            new Delta.Finish(Delta.Reason.tool_calls));
        }
    }

    @Nested
    class GivenAServerThatFails {
        @ParameterizedTest
        @CsvSource({
            "400, REFUSED",
            "401, DENIED",
            "403, DENIED",
            "404, REFUSED",
            "429, RATE_LIMITED",
            "500, FAILED",
            "502, FAILED",
            "503, MODEL_LOADING"
        })
        void namesTheStatusInOurWords(int status, ModelProblem problem) {
            server.status(status, "{\"error\":{\"message\":\"no\"}}");

            assertThat(Requests.problemOf(() -> hello().next())).isEqualTo(problem);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {"not json", "[1]", "{\"hello\":1}"})
        void callsWhatCannotBeReadGarbage(String data) {
            server.events(data);

            assertThat(Requests.problemOf(() -> hello().next())).isEqualTo(ModelProblem.GARBAGE);
        }

        @Test
        void callsAPageGarbage() {
            server.then(out -> out.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>"
                    .getBytes(StandardCharsets.UTF_8)));

            assertThat(Requests.problemOf(() -> hello().next())).isEqualTo(ModelProblem.GARBAGE);
        }

        @Test
        void doesNotReadALineWithoutEnd() {
            server.then(out -> {
                FakeServer.head(out);
                byte[] much = new byte[1 << 16];
                java.util.Arrays.fill(much, (byte) 'x');
                for (int i = 0; i < 1600; i++) {
                    out.write(much);
                }
            });

            assertThat(Requests.problemOf(() -> hello().next())).isEqualTo(ModelProblem.GARBAGE);
        }

        @Test
        void tellsAnErrorInTheMiddleOfTheStream() {
            server.events(HELLO, "{\"error\":{\"message\":\"out of memory\",\"type\":\"server_error\"}}");

            assertThat(Requests.problemOf(() -> Requests.all(hello()))).isEqualTo(ModelProblem.FAILED);
        }

        @Test
        void tellsAStreamThatEndsWithoutItsEnd() {
            server.events(HELLO);

            assertThat(Requests.problemOf(() -> Requests.all(hello()))).isEqualTo(ModelProblem.CUT);
        }

        @Test
        void cutsOneThatNeverBegins() throws Exception {
            server.silence();

            assertThat(Requests.problemOf(() -> impatient().next())).isEqualTo(ModelProblem.STALLED);
            assertThat(server.hungUp().get(10, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void cutsOneThatStopsInTheMiddle() throws Exception {
            server.then(out -> {
                FakeServer.head(out);
                FakeServer.event(out, HELLO);
                Thread.sleep(Duration.ofMinutes(5));
            });

            assertThat(Requests.problemOf(() -> Requests.all(impatient()))).isEqualTo(ModelProblem.STALLED);
            assertThat(server.hungUp().get(10, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void tellsOneThatIsNotThere() {
            server.close();

            assertThat(Requests.problemOf(() -> hello().next())).isEqualTo(ModelProblem.UNREACHABLE);
        }
    }

    @Nested
    class GivenACallerThatGoesAway {
        @Test
        void hangsUpBeforeTheFirstToken() throws Exception {
            server.silence();
            DeltaStream stream = hello();
            CompletableFuture<@Nullable ModelProblem> outcome =
                    CompletableFuture.supplyAsync(() -> Requests.problemOf(stream::next));
            server.request();

            stream.close();

            assertThat(server.hungUp().get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(ModelProblem.CANCELLED);
        }

        @Test
        void hangsUpInTheMiddle() throws Exception {
            server.then(out -> {
                FakeServer.head(out);
                FakeServer.event(out, HELLO);
                Thread.sleep(Duration.ofMinutes(5));
            });
            DeltaStream stream = hello();
            assertThat(stream.next()).isEqualTo(new Delta.Text("Hello"));
            CompletableFuture<@Nullable ModelProblem> outcome =
                    CompletableFuture.supplyAsync(() -> Requests.problemOf(stream::next));

            stream.close();

            assertThat(server.hungUp().get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(ModelProblem.CANCELLED);
        }

        @Test
        void sendsNothingAfterwards() {
            DeltaStream stream = hello();
            stream.close();

            assertThat(Requests.problemOf(stream::next)).isEqualTo(ModelProblem.CANCELLED);
        }
    }
}
