package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Agents that act for their callers at a tool server that checks its tokens itself, on a real identity provider. On a
/// platform of its own: clients of the realm are changed by hand.
class DelegationTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.alone("home-delegation", "identity-models.yaml");
    private static final Agents AGENTS = new Agents(TANDEM);
    private static final RealmAdmin REALM = new RealmAdmin(TANDEM);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static GuardedServer server;
    private static Api admin;
    private static String manager;

    @BeforeAll
    static void register() {
        admin = Api.as(TANDEM, "admin");
        server = new GuardedServer(TANDEM);
        Api.Answer registered = server.registered(admin, GuardedServer.NAME);
        assertThat(registered.status()).as(registered.text()).isEqualTo(201);
        assertThat(registered.body().path("state").asText())
                .as(registered.text())
                .isEqualTo("up");
        AGENTS.approve(GuardedServer.NAME, "whoami", "\"effect\":\"READ\"");
        AGENTS.approve(GuardedServer.NAME, "note", "\"effect\":\"KEYED\"");
        AGENTS.submit("attendant", "guarded/whoami, guarded/note", "");
        AGENTS.approve(List.of("attendant"));
        manager = AGENTS.onTrial("manager", "", "attendant");
        await().atMost(MINUTE).until(() -> enabled("attendant"));
    }

    @AfterAll
    static void leave() {
        TANDEM.command("down");
    }

    private static boolean enabled(String agent) {
        return REALM.client("agent-" + agent).path("enabled").asBoolean();
    }

    private static String ask(String person, String agent, String text) {
        try (A2aHttpClient client = TANDEM.agent(agent, person)) {
            return Agents.answer(task(client, text));
        }
    }

    private static Task task(A2aHttpClient client, String text) {
        return ((SendMessageResponse.OfTask) client.send(Agents.message(text))).task();
    }

    private static void suspend(String to) {
        Api.Answer moved = Api.as(TANDEM, "operator")
                .post(
                        "/api/v1/agents/attendant/versions/1/transitions",
                        "{\"to\":\"" + to + "\",\"reason\":\"for the tests\"}");
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
    }

    /// A call as the runtime would make it.
    private static JsonNode call(String user, String tool) {
        Api runtime = new Api(TANDEM, TANDEM.serviceToken("runtime"));
        String task = UUID.randomUUID().toString();
        Api.Answer answer =
                runtime.post("/internal/hub/call", """
                {"taskId":"%s","seq":1,"key":"%s:1","deadline":"2099-01-01T00:00:00Z","agent":"attendant","version":"1",
                 "team":"sales","onBehalfOf":"%s","tool":"guarded/%s","arguments":{},%s}
                """.formatted(task, task, user, tool, Agents.READ_NOTHING));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    @Nested
    class GivenAPersonWhoAsks {
        @Test
        void isWhomTheServerSeesWithTheAgentThatActs() {
            assertThat(ask("builder", "attendant", "who am I")).contains("builder by agent:attendant");

            JsonNode claims = server.newest();
            JsonNode person = ForeignRealm.claims(TANDEM.token("builder"));
            assertThat(claims.path("sub")).isEqualTo(person.path("sub"));
            assertThat(claims.path("azp").asText()).isEqualTo("agent-attendant");
            assertThat(claims.path("aud").asText()).as("for nobody else").isEqualTo(server.url());
            assertThat(claims.path("scope").asText()).contains("tool-guarded");
            assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                    .isLessThanOrEqualTo(300);
            assertThat(claims.has("realm_access") || claims.has("resource_access") || claims.has("teams"))
                    .as("rights of the person: %s", claims)
                    .isFalse();
        }

        @Test
        void isSomebodyElseForTheNext() {
            assertThat(ask("builder", "attendant", "who am I")).contains("builder by agent:attendant");
            assertThat(ask("viewer", "attendant", "who am I")).contains("viewer by agent:attendant");
        }

        @Test
        void isExchangedOnceForSeveralCalls() {
            ask("operator", "attendant", "who am I");
            String token = server.tokens.getLast();
            ask("operator", "attendant", "who am I");

            assertThat(server.tokens.getLast()).isEqualTo(token);
        }

        @Test
        void isSeenThroughAnAgentThatAsksAnother() {
            assertThat(ask("builder", manager, "who am I")).contains("builder by agent:attendant");
        }
    }

    @Nested
    class GivenATokenForThatServer {
        @Test
        void opensNoOtherDoor() {
            ask("builder", "attendant", "who am I");
            String token = server.tokens.getLast();
            GuardedServer other = new GuardedServer(TANDEM);

            assertThat(server.status(token)).isEqualTo(200);
            assertThat(other.status(token)).as("another tool server").isEqualTo(401);
            assertThat(new Api(TANDEM, token).get("/api/v1/agents").status())
                    .as("the platform itself")
                    .isEqualTo(401);
            assertThat(server.status(TANDEM.token("builder")))
                    .as("the person's own token")
                    .isEqualTo(401);
        }

        @Test
        void isNoPersonsOwnTokenAndStandsInNoLog() throws IOException {
            ask("builder", "attendant", "who am I");
            String own = TANDEM.token("builder");

            assertThat(server.tokens).doesNotContain(own);
            try (Stream<Path> logs = Files.walk(TANDEM.home().resolve("logs"))) {
                for (Path log : logs.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(log)).doesNotContain(own).doesNotContain(server.tokens.getLast());
                }
            }
        }
    }

    @Nested
    class GivenNobodyIsSignedIn {
        @Test
        void deniesWhatIsForAPersonAndSaysWhatToDo() {
            int before = server.tokens.size();

            JsonNode answer = call("person:stranger", "whoami");

            assertThat(answer.path("status").asText()).isEqualTo("denied");
            assertThat(answer.path("reason").asText()).contains("they sign in and ask again");
            assertThat(server.tokens).hasSize(before);
        }

        @Test
        void readsAsTheAgentItselfWhereNoPersonStandsBehind() {
            JsonNode answer = call("service:demo-service", "whoami");

            assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("ok");
            assertThat(answer.toString()).contains("service-account-agent-attendant by agent:attendant");
        }
    }

    @Nested
    class GivenWorkThatNoPersonAskedFor {
        @Test
        void changesNothing() {
            int before = server.tokens.size();

            JsonNode answer = call("service:demo-service", "note");

            assertThat(answer.path("status").asText()).isEqualTo("denied");
            assertThat(answer.path("reason").asText()).contains("work without a person only reads");
            assertThat(server.tokens).hasSize(before);
        }
    }

    @Nested
    class GivenStoredCredentials {
        @Test
        void areSealedInTheDatabaseAsAreTokensOfCallers() {
            ask("builder", "attendant", "who am I");
            ToolServer.connectedTo(TANDEM);

            assertThat(new HubRows(TANDEM).secrets())
                    .isNotEmpty()
                    .allSatisfy(secret -> assertThat(secret).startsWith("sealed:1:"))
                    .noneMatch(secret -> secret.contains(TANDEM.token("builder")));
        }

        @Test
        void areSealedAtTheNextStartWhereAnOlderBuildLeftThemOpen() {
            Api.Answer registered = admin.post(
                    "/api/v1/connectors",
                    "{\"name\":\"older\",\"url\":\"" + new GuardedServer(TANDEM).url()
                            + "\",\"credential\":{\"value\":\"x\"}}");
            assertThat(registered.status()).as(registered.text()).isEqualTo(201);
            HubRows rows = new HubRows(TANDEM);
            rows.open("older", "Bearer from-an-older-build");

            TANDEM.kill("platform");

            await().atMost(Duration.ofMinutes(2))
                    .until(() -> rows.secrets().stream().allMatch(secret -> secret.startsWith("sealed:1:")));
            TANDEM.awaitReady();
        }
    }

    @Nested
    class GivenAnAgentThatIsStopped {
        @Test
        void getsNoTokenWhileItIsSuspended() {
            ask("builder", "attendant", "who am I");
            int before = server.tokens.size();
            suspend("SUSPENDED");
            try {
                await().atMost(Duration.ofSeconds(5)).until(() -> call("person:builder", "whoami")
                        .path("status")
                        .asText()
                        .equals("denied"));
                int then = server.tokens.size();
                assertThat(call("person:builder", "whoami").path("status").asText())
                        .isEqualTo("denied");
                assertThat(server.tokens).hasSize(then).hasSizeGreaterThanOrEqualTo(before);
                await().atMost(MINUTE).until(() -> !enabled("attendant"));
            } finally {
                suspend("ACTIVE");
            }
            await().atMost(MINUTE).until(() -> enabled("attendant"));
            assertThat(ask("builder", "attendant", "who am I")).contains("builder by agent:attendant");
        }
    }

    @Nested
    class GivenAnIdentityProviderThatIsAway {
        @Test
        void isToldLaterWhatChangedMeanwhile() {
            TANDEM.kill("keycloak");
            Api.Answer halt = admin.post("/api/v1/halts", """
                    {"scope": "agent", "target": "attendant", "reason": "for the tests"}""");
            assertThat(halt.status()).as(halt.text()).isEqualTo(201);

            await().atMost(MINUTE).until(() -> state().startsWith("not up to date"));
            await().atMost(Duration.ofMinutes(3)).until(() -> state().equals("up to date"));

            assertThat(enabled("attendant")).as("a halted agent's client").isFalse();
            String id = halt.body().path("id").asText();
            admin.send("DELETE", "/api/v1/halts/" + id + "?reason=mended", "application/json", "");
            await().atMost(MINUTE).until(() -> enabled("attendant"));
            assertThat(ask("builder", "attendant", "who am I")).contains("builder by agent:attendant");
        }

        /// What the platform says of agents' clients.
        private static String state() {
            for (JsonNode check : admin.get("/q/health/ready").body().path("checks")) {
                if (check.path("name").asText().startsWith("agents' clients")) {
                    return check.at("/data/state").asText();
                }
            }
            return "";
        }
    }

    @Nested
    class GivenAClientThatSomebodyChanged {
        @Test
        void isMadeAgain() {
            REALM.remove(REALM.client("agent-attendant"));

            await().atMost(MINUTE).until(() -> enabled("attendant"));
        }

        @Test
        void givesNoTokenThatDoesNotSayWhoActs() {
            int before = server.tokens.size();
            JsonNode client = REALM.client("agent-attendant");
            REALM.removeMapper(client, "actor");

            // Nobody asked as this person before, so nothing is kept for them.
            String answer = ask("auditor", "attendant", "who am I");

            assertThat(answer).contains("claim act is missing and not agent:attendant");
            assertThat(server.tokens).hasSize(before);
            await().atMost(MINUTE)
                    .until(() -> REALM.client("agent-attendant").toString().contains("act.sub"));
            assertThat(ask("auditor", "attendant", "who am I")).contains("auditor by agent:attendant");
        }
    }
}
