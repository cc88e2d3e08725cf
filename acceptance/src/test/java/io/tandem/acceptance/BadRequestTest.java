package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.a2a.TaskState;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Requests that are wrong, and tokens that do not hold: each gets a clear typed answer, and the platform works on.
class BadRequestTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final String SEND =
            "{\"message\":{\"messageId\":\"m-%s\",\"role\":\"ROLE_USER\",\"parts\":[{\"text\":\"hi\"}]}}";
    private static Api builder;

    @BeforeAll
    static void signIn() {
        builder = Api.as(TANDEM, "builder");
    }

    @AfterAll
    static void thePlatformStillWorks() {
        assertThat(new Agents(TANDEM).send("echo", "still there").status().state())
                .isEqualTo(TaskState.COMPLETED);
    }

    private static void assertProblem(Api.Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.body().get("type").asText()).endsWith("/" + slug);
        assertThat(answer.body().get("retryable").isBoolean()).isTrue();
    }

    private static void assertRpcError(Api.Answer answer, int code) {
        assertThat(answer.body().at("/error/code").asInt()).as(answer.text()).isEqualTo(code);
        assertThat(answer.body().at("/error/message").asText()).isNotBlank();
    }

    @Nested
    class GivenABadParameter {
        @Test
        void namesIt() {
            for (String path : List.of("/api/v1/agents", "/api/v1/tasks", "/api/v1/connectors", "/api/v1/approvals")) {
                Api.Answer answer = builder.get(path + "?pageSize=many");

                assertProblem(answer, 400, "invalid-request");
                assertThat(answer.body().get("field").asText()).isEqualTo("pageSize");
            }
        }

        @Test
        void namesAStateThatDoesNotExist() {
            Api.Answer tasks = builder.get("/api/v1/tasks?state=ASLEEP");
            Api.Answer approvals = builder.get("/api/v1/approvals?status=asleep");

            assertProblem(tasks, 400, "invalid-request");
            assertThat(tasks.body().get("field").asText()).isEqualTo("state");
            assertProblem(approvals, 400, "invalid-request");
            assertThat(approvals.body().get("field").asText()).isEqualTo("status");
        }
    }

    @Nested
    class GivenABadBody {
        @Test
        void namesJsonRpcThatIsNoJson() {
            Api.Answer answer = builder.post("/a2a/agents/echo", "{\"jsonrpc\":\"2.0\",");

            assertRpcError(answer, -32700);
            assertThat(answer.body().get("id").isNull()).isTrue();
        }

        @Test
        void namesJsonThatIsNoRequest() {
            assertRpcError(builder.post("/a2a/agents/echo", "[]"), -32600);
            assertRpcError(builder.post("/a2a/agents/echo", "{\"method\":\"SendMessage\"}"), -32600);
            assertRpcError(builder.post("/a2a/agents/echo", "null"), -32600);
        }

        @Test
        void namesAnUnknownMethod() {
            assertRpcError(builder.rpc("echo", "DropTables", "{}"), -32601);
        }

        @Test
        void namesParametersThatDoNotFit() {
            assertRpcError(builder.rpc("echo", "SendMessage", "{\"message\":{\"role\":\"ROLE_USER\"}}"), -32602);
            assertRpcError(builder.rpc("echo", "GetTask", "{}"), -32602);
            assertRpcError(builder.rpc("echo", "GetTask", "{\"id\":\"no-such-task\"}"), -32001);
        }

        @Test
        void namesAVersionOfTheProtocolThatIsNotSpoken() {
            HttpRequest.Builder request = HttpRequest.newBuilder(TANDEM.url("/a2a/agents/echo"))
                    .header("Content-Type", "application/json")
                    .header("A2A-Version", "7.3")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ListTasks\",\"params\":{}}"));

            assertRpcError(builder.send(request), -32009);
        }

        @Test
        void refusesAMediaTypeThatIsNotJson() {
            Api.Answer answer = builder.send("POST", "/a2a/agents/echo", "text/plain", "hello");

            assertThat(answer.status()).isEqualTo(415);
            assertRpcError(answer, -32005);
        }

        @Test
        void refusesOneThatIsTooLargeForAnAgent() {
            String large = SEND.formatted("large").replace("hi", "x".repeat(2 * 1024 * 1024));

            Api.Answer answer = builder.rpc("echo", "SendMessage", large);

            assertRpcError(answer, -32602);
            assertThat(answer.text()).contains("too-large", "\"maxBytes\":\"1048576\"", "\"bytes\":\"2097");
        }

        @Test
        void refusesOneThatIsTooLargeForAnything() {
            String huge = "x".repeat(11 * 1024 * 1024);
            for (String path :
                    List.of("/a2a/agents/echo", "/a2a/agents/unknown", "/api/v1/agents", "/v1/chat/completions")) {
                assertProblem(builder.post(path, huge), 413, "too-large");
            }
        }

        /// In chunks: its length is not announced.
        @Test
        void refusesOneOfUnknownLengthThatIsTooLargeForAnything() {
            for (String path : List.of("/a2a/agents/echo", "/api/v1/agents", "/v1/chat/completions")) {
                assertProblem(builder.send(inChunks(path, "x".repeat(11 * 1024 * 1024))), 413, "too-large");
            }
        }

        @Test
        void takesOneOfUnknownLengthThatFits() {
            String send = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"SendMessage\",\"params\":"
                    + SEND.formatted("chunks").replace("hi", "y".repeat(300 * 1024)) + "}";

            Api.Answer answer = builder.send(inChunks("/a2a/agents/echo", send));

            assertThat(answer.body().at("/result/task/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        }

        private static HttpRequest.Builder inChunks(String path, String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return HttpRequest.newBuilder(TANDEM.url(path))
                    .header("Content-Type", "application/json")
                    .header("A2A-Version", "1.0")
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
        }

        @Test
        void namesTheFieldOfADefinitionThatDoesNotExist() {
            String definition =
                    Agents.definition("coloured", "", "").replace("  risk: low", "  risk: low\n  colour: red");

            Api.Answer answer = builder.send("POST", "/api/v1/agents", "application/yaml", definition);

            assertThat(answer.status()).as(answer.text()).isIn(400, 422);
            assertThat(answer.type()).startsWith("application/problem+json");
            assertThat(answer.text()).contains("spec.colour");
            assertThat(builder.get("/api/v1/agents/coloured").status()).isEqualTo(404);
        }

        @Test
        void namesWhatElseIsWrongWithADefinition() {
            String good = Agents.definition("wrong", "", "");
            Map<String, String> mistakes = new LinkedHashMap<>();
            mistakes.put(good.replace("tier: fast", "tier: turbo"), "spec.tier");
            mistakes.put(good.replace("owner: builder", "owner: nobody-at-all"), "metadata.owner");
            mistakes.put(good.replace("maxSteps: 30", "maxSteps: many"), "spec.budget.maxSteps");
            mistakes.put("kind: [", "");
            mistakes.forEach((definition, path) -> {
                Api.Answer answer = builder.send("POST", "/api/v1/agents", "application/yaml", definition);
                assertThat(answer.status()).as(answer.text()).isIn(400, 422);
                assertThat(answer.type()).startsWith("application/problem+json");
                assertThat(answer.text()).contains(path);
            });
        }

        @Test
        void namesAToolThatTheTeamDoesNotHold() {
            String definition = Agents.definition("wrong", "outside/nothing", "");

            Api.Answer answer = builder.send("POST", "/api/v1/agents", "application/yaml", definition);

            assertProblem(answer, 403, "tool-not-held");
            assertThat(answer.body().get("field").asText()).isEqualTo("spec.tools[0]");
        }

        @Test
        void namesTheFieldOfARequestThatDoesNotExist() {
            Api.Answer answer = builder.post("/api/v1/evaluations", "{\"agent\":\"a\",\"version\":\"1\",\"speed\":9}");

            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.text()).contains("speed");
        }
    }

    @Nested
    class GivenATokenThatDoesNotHold {
        private static final List<String> PATHS = List.of(
                "/a2a/agents/echo/.well-known/agent-card.json",
                "/a2a/agents/unknown/.well-known/agent-card.json",
                "/a2a/agents/echo/tasks",
                "/a2a/agents/unknown/tasks",
                "/api/v1/agents",
                "/api/v1/agents/unknown",
                "/api/v1/tasks",
                "/api/v1/approvals",
                "/api/v1/connectors",
                "/api/v1/evaluations",
                "/api/v1/models",
                "/api/v1/audit/records");

        private static void assertRefused(String token) {
            Api nobody = new Api(TANDEM, token);
            for (String path : PATHS) {
                assertThat(nobody.get(path)).as(path).isEqualTo(new Api(TANDEM, "").get(PATHS.getFirst()));
            }
            for (String agent : List.of("echo", "unknown")) {
                assertThat(nobody.rpc(agent, "SendMessage", SEND.formatted("refused"))
                                .status())
                        .isEqualTo(401);
            }
        }

        @Test
        void isToldTheSameWithoutOne() {
            Api.Answer answer = new Api(TANDEM, "").get(PATHS.getFirst());

            assertProblem(answer, 401, "unauthenticated");
            assertRefused("");
        }

        @Test
        void isRefusedWhenItIsNone() {
            assertRefused("not-a-token");
            assertRefused("a.b.c");
        }

        @Test
        void isRefusedWhenAForeignKeySignedIt() {
            assertRefused(ForeignRealm.forged(builder.token()));
        }

        @Test
        void isRefusedWhenNobodySignedIt() {
            assertRefused(ForeignRealm.unsigned(builder.token()));
        }

        @Test
        void isRefusedWhenItIsOfAnotherRealm() {
            assertRefused(new ForeignRealm(TANDEM).tokenOfAnotherRealm());
        }

        @Test
        void isRefusedWhenItHasExpired() {
            String token = new ForeignRealm(TANDEM).shortToken();
            Instant expiry =
                    Instant.ofEpochSecond(ForeignRealm.claims(token).get("exp").asLong());
            assertThat(ForeignRealm.claims(token).get("aud").toString()).contains("tandem");

            await().atMost(Duration.ofSeconds(20)).until(() -> Instant.now().isAfter(expiry.plusMillis(100)));

            assertRefused(token);
        }
    }

    @Nested
    class GivenAnInternalPath {
        private static void assertForbidden(String token, String path) {
            assertProblem(new Api(TANDEM, token).post(path, "{}"), 403, "forbidden");
        }

        @Test
        void isForTheServicesThatItNames() {
            for (String service : List.of("gateway", "registry", "router", "hub", "governance")) {
                String token = TANDEM.serviceToken(service);
                assertForbidden(token, "/internal/hub/call");
                assertForbidden(token, "/internal/hub/decide");
            }
            assertForbidden(TANDEM.serviceToken("hub"), "/internal/registry/keys");
        }

        @Test
        void isNotForPeople() {
            for (String person : List.of("builder", "admin")) {
                assertForbidden(TANDEM.token(person), "/internal/hub/call");
            }
        }

        @Test
        void isForTheHubAloneWhereItLeadsToAConnector() {
            for (String service : List.of("runtime", "registry", "governance")) {
                assertThat(new Api(TANDEM, TANDEM.serviceToken(service))
                                .post("/connectors/database/mcp", "{}")
                                .status())
                        .isEqualTo(403);
            }
            assertThat(builder.post("/connectors/database/mcp", "{}").status()).isEqualTo(403);
            assertThat(new Api(TANDEM, "")
                            .post("/connectors/database/mcp", "{}")
                            .status())
                    .isEqualTo(401);
        }
    }
}
