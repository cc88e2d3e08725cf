package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.CancelTaskRequest;
import io.tandem.a2a.GetTaskRequest;
import io.tandem.a2a.Message;
import io.tandem.a2a.SendMessageConfiguration;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// People who connect a tool server that has an authorization server of its own, which is another realm with people of
/// its own. On a platform of its own: connections of the demo's people come and go.
class GrantTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.alone("home-grants", "grant-models.yaml");
    private static final Agents AGENTS = new Agents(TANDEM);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CONNECTION = "/api/v1/connections/tickets";
    private static final String EXTENSION = "https://tandem.io/a2a/ext/connect/v1";
    private static GuardedServer server;
    private static Api admin;
    private static Api builder;
    private static String clerk;

    @BeforeAll
    static void register() {
        admin = Api.as(TANDEM, "admin");
        builder = Api.as(TANDEM, "builder");
        server = new GuardedServer(TANDEM, "tickets");
        server.serve(
                "/.well-known/oauth-protected-resource",
                "{\"resource\":\"" + server.url() + "\",\"authorization_servers\":[\"" + TANDEM.oidc("/realms/tickets")
                        + "\"]}");
        new ForeignRealm(TANDEM)
                .ofSomebodyElse(
                        "tickets",
                        server.url(),
                        TANDEM.url("/connections/tickets/callback").toString(),
                        "ann",
                        "bea");
        registerConnector();
        clerk = AGENTS.onTrial("ticket-clerk", "tickets/whoami, tickets/note", "");
    }

    private static String connector() {
        return "{\"name\":\"tickets\",\"url\":\"" + server.url()
                + "\",\"description\":\"Tickets\",\"identity\":\"grant\","
                + "\"client\":{\"id\":\"tandem\",\"secret\":\"the-secret\",\"scopes\":[\"openid\",\"profile\"]}}";
    }

    private static void registerConnector() {
        Api.Answer registered = admin.post("/api/v1/connectors", connector());
        assertThat(registered.status()).as(registered.text()).isEqualTo(201);
        assertThat(registered.body().path("problem").asText())
                .as("tools are listed once who registered it has connected it")
                .contains("My connections");
        connect(admin, "ann");
        AGENTS.approve("tickets", "whoami", "\"effect\":\"READ\"");
        AGENTS.approve("tickets", "note", "\"effect\":\"AT_MOST_ONCE\"");
    }

    @AfterAll
    static void leave() {
        TANDEM.command("down");
    }

    @BeforeEach
    void disconnect() {
        server.closedTo = "";
        server.spent = "";
        server.wantedScope = "";
        builder.send("DELETE", CONNECTION, "application/json", "");
    }

    private static URI begin(Api person) {
        Api.Answer begun = person.post(CONNECTION + "/authorization", "");
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        return URI.create(begun.body().get("url").asText());
    }

    private static Api.Answer complete(Api person, Map<String, String> answer) {
        return person.put(
                CONNECTION + "/authorization",
                "{\"state\":\"" + answer.get("state") + "\",\"code\":\"" + answer.get("code") + "\",\"iss\":\""
                        + answer.get("iss") + "\"}");
    }

    /// Connects as somebody of the other realm.
    private static JsonNode connect(Api person, String account) {
        Api.Answer connected = complete(person, new BrowserOfOne().signIn(begin(person), account, "secret"));
        assertThat(connected.status()).as(connected.text()).isEqualTo(200);
        return connected.body();
    }

    private static JsonNode connection(Api person) {
        for (JsonNode one : person.get("/api/v1/connections").body().path("items")) {
            if (one.path("connector").asText().equals("tickets")) {
                return one;
            }
        }
        throw new IllegalStateException("no connection is listed");
    }

    /// A task that may wait.
    private static String ask() {
        return ask("tickets, please");
    }

    private static String ask(String text) {
        try (A2aHttpClient client = TANDEM.agent(clerk, "builder")) {
            SendMessageRequest request = new SendMessageRequest(
                    null,
                    Agents.message(text).message(),
                    new SendMessageConfiguration(List.of(), null, null, true),
                    null);
            return ((SendMessageResponse.OfTask) client.send(request)).task().id();
        }
    }

    private static Task task(String id) {
        try (A2aHttpClient client = TANDEM.agent(clerk, "builder")) {
            return client.get(new GetTaskRequest(null, id, null));
        }
    }

    private static Task awaitState(String id, TaskState state) {
        return await().atMost(SOON)
                .until(() -> task(id), found -> found.status().state() == state);
    }

    private static JsonNode awaitApproval(String task) {
        return await().atMost(SOON)
                .until(() -> approvalOf(task), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<JsonNode> approvalOf(String task) {
        Api.Answer waiting = Api.as(TANDEM, "approver").get("/api/v1/approvals?status=waiting");
        return waiting.body()
                .path("items")
                .valueStream()
                .filter(approval -> approval.path("taskId").asText().equals(task))
                .findFirst();
    }

    private static void approve(JsonNode approval) {
        Api.Answer approved = Api.as(TANDEM, "approver")
                .post(
                        "/api/v1/approvals/" + approval.get("id").asText(),
                        "{\"decision\":\"approve\",\"reason\":\"fine\"}");
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    }

    @Nested
    class GivenAPersonWhoHasNotConnected {
        @Test
        void isToldWhereAndTheTaskGoesOnAfterwards() {
            String id = ask();
            Task waits = awaitState(id, TaskState.AUTH_REQUIRED);
            Message said = Objects.requireNonNull(waits.status().message());
            JsonNode notice = Objects.requireNonNull(said.metadata()).path(EXTENSION);
            assertThat(notice.path("type").asText()).endsWith("/not-connected");
            assertThat(notice.path("url").asText())
                    .isEqualTo(TANDEM.url("/connections?connect=tickets").toString());
            assertThat(connection(builder).path("waitingTasks").asInt()).isEqualTo(1);

            connect(builder, "bea");

            assertThat(Agents.answer(awaitState(id, TaskState.COMPLETED))).contains("bea by");
            JsonNode claims = server.newest();
            assertThat(claims.path("aud").asText()).isEqualTo(server.url());
            JsonNode now = connection(builder);
            assertThat(now.path("connected").asBoolean()).isTrue();
            assertThat(now.path("scopes").toString()).contains("profile");
            assertThat(now.hasNonNull("usedAt")).isTrue();
        }

        @Test
        void isNotCountedForATaskThatHasEnded() {
            String id = ask();
            awaitState(id, TaskState.AUTH_REQUIRED);

            try (A2aHttpClient client = TANDEM.agent(clerk, "builder")) {
                client.cancel(new CancelTaskRequest(null, id, null));
            }

            await().atMost(SOON)
                    .until(() -> connection(builder).path("waitingTasks").asInt() == 0);
        }

        @Test
        void isNotServedWithWhatAnotherGranted() {
            String id = ask();

            awaitState(id, TaskState.AUTH_REQUIRED);
            assertThat(connection(admin).path("connected").asBoolean())
                    .as("somebody else is connected")
                    .isTrue();
        }
    }

    @Nested
    class GivenAnAnswerOfTheAuthorizationServer {
        @Test
        void holdsForNobodyElse() {
            Map<String, String> answer = new BrowserOfOne().signIn(begin(admin), "ann", "secret");

            Api.Answer refused = complete(builder, answer);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text()).contains("connect again");
            assertThat(connection(builder).path("connected").asBoolean()).isFalse();
        }

        @Test
        void holdsInTheSignInThatBegan() {
            Map<String, String> answer = new BrowserOfOne().signIn(begin(builder), "bea", "secret");
            Api elsewhere = new Api(TANDEM, TANDEM.command("token", "--user", "builder"));

            Api.Answer refused = complete(elsewhere, answer);

            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(complete(builder, answer).status()).isEqualTo(200);
        }

        @Test
        void holdsOnce() {
            Map<String, String> answer = new BrowserOfOne().signIn(begin(builder), "bea", "secret");

            assertThat(complete(builder, answer).status()).isEqualTo(200);
            assertThat(complete(builder, answer).status()).isEqualTo(400);
        }

        @Test
        void isNotTakenFromAnotherIssuer() {
            Map<String, String> answer = new HashMap<>(new BrowserOfOne().signIn(begin(builder), "bea", "secret"));
            answer.put("iss", TANDEM.oidc("/realms/tandem").toString());

            Api.Answer refused = complete(builder, answer);

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text()).contains("authorization-unfit");
        }
    }

    @Nested
    class GivenAPersonWhoConnected {
        @Test
        void isRefreshedBeforeTheTokenEnds() {
            connect(builder, "bea");
            awaitState(ask(), TaskState.COMPLETED);
            String first = server.tokens.getLast();

            // Tokens of that realm last 40 seconds, and are refreshed 30 seconds before their end.
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofSeconds(4))
                    .until(() -> {
                        awaitState(ask(), TaskState.COMPLETED);
                        return !server.tokens.getLast().equals(first);
                    });
        }

        @Test
        void revokesAtTheServerTooAndIsAskedAgain() {
            connect(builder, "bea");

            Api.Answer revoked = builder.send("DELETE", CONNECTION, "application/json", "");

            assertThat(revoked.status()).isEqualTo(200);
            assertThat(revoked.body().path("atServer").asBoolean())
                    .as(revoked.text())
                    .isTrue();
            awaitState(ask(), TaskState.AUTH_REQUIRED);
        }

        @Test
        void isAskedAgainWhereTheServerDoesNotTakeTheTokenAnyMore() {
            connect(builder, "bea");
            server.closedTo = "bea";

            String id = ask();

            awaitState(id, TaskState.AUTH_REQUIRED);
            assertThat(connection(builder).path("connected").asBoolean()).isFalse();
            server.closedTo = "";
            connect(builder, "bea");
            assertThat(Agents.answer(awaitState(id, TaskState.COMPLETED))).contains("bea by");
        }

        @Test
        void isNotAskedToApproveTheSameCallTwice() {
            connect(builder, "bea");
            String id = ask("note it");
            JsonNode waiting = awaitApproval(id);
            server.closedTo = "bea";

            approve(waiting);

            await().atMost(SOON)
                    .until(() -> !connection(builder).path("connected").asBoolean());
            server.closedTo = "";
            connect(builder, "bea");
            assertThat(Agents.answer(awaitState(id, TaskState.COMPLETED))).contains("bea by");
        }

        @Test
        void isServedWithAnotherTokenWhereNobodyToldWhenTheFirstEnds() {
            connect(builder, "bea");
            awaitState(ask(), TaskState.COMPLETED);
            String id = ask("note it");
            JsonNode waiting = awaitApproval(id);
            server.spent = server.tokens.getLast();
            new HubRows(TANDEM).forgetEnds();

            approve(waiting);

            assertThat(Agents.answer(awaitState(id, TaskState.COMPLETED))).contains("bea by");
            assertThat(server.tokens.getLast()).isNotEqualTo(server.spent);
            assertThat(connection(builder).path("connected").asBoolean()).isTrue();
        }

        @Test
        void isToldWhichScopeIsMissing() {
            connect(builder, "bea");
            server.wantedScope = "tickets:write";

            String id = ask();

            assertThat(Agents.answer(awaitState(id, TaskState.COMPLETED)))
                    .contains("tickets:write", "an administrator adds them to the connector");
            assertThat(connection(builder).path("connected").asBoolean()).isTrue();
        }

        @Test
        void isToldByTheCommandWhereToConnectAgain() {
            connect(builder, "bea");

            assertThat(TANDEM.command("connections", "connect", "tickets")).contains("connected already", "--again");
            assertThat(TANDEM.command("connections", "connect", "tickets", "--again", "--wait", "0"))
                    .contains("/connections?connect=tickets", "press Connect again.");
        }

        @Test
        void isDisconnectedOnceTheyBeginToConnectAgain() {
            connect(builder, "bea");

            begin(builder);

            assertThat(connection(builder).path("connected").asBoolean()).isFalse();
        }

        @Test
        void isNotConnectedByWhatTheySaidYesToBeforeTheConnectorWasChanged() {
            connect(builder, "bea");

            change("{\"name\":\"tickets\",\"url\":\"" + server.url() + "\",\"description\":\"Tickets\"}");
            change(connector());

            assertThat(connection(builder).path("connected").asBoolean()).isFalse();
            connect(admin, "ann");
        }

        private void change(String connector) {
            Api.Answer changed = admin.put("/api/v1/connectors/tickets", connector);
            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        }

        @Test
        void hasNothingStoredOpenly() {
            connect(builder, "bea");

            assertThat(new HubRows(TANDEM).secrets())
                    .hasSizeGreaterThanOrEqualTo(5)
                    .allSatisfy(secret -> assertThat(secret).startsWith("sealed:1:"));
        }
    }

    @Nested
    class GivenAConnectorThatIsRemoved {
        @Test
        void isNotWaitedForAnyMore() {
            String id = ask();
            awaitState(id, TaskState.AUTH_REQUIRED);

            Api.Answer removed = admin.send("DELETE", "/api/v1/connectors/tickets", "application/json", "");

            assertThat(removed.status()).as(removed.text()).isEqualTo(204);
            try {
                awaitState(id, TaskState.COMPLETED);
            } finally {
                registerConnector();
            }
        }
    }
}
