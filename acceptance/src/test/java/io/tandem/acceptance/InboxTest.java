package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.GetTaskRequest;
import io.tandem.a2a.SendMessageConfiguration;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Approvals as people meet them: handed on, changed, decided together, at the end of a chain of agents, by two at
// once.
class InboxTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static ToolServer tools;
    private static String boss;
    private static Api builder;
    private static Api approver;

    /// Was granted to approve for `till`.
    private static Api granted;

    @BeforeAll
    static void makeAgents() {
        tools = ToolServer.connected();
        Agents agents = new Agents(TANDEM);
        agents.submit("till", "outside/record", "");
        agents.approve(List.of("till"));
        agents.submit("lead", "", "till");
        agents.approve(List.of("lead"));
        boss = agents.onTrial("boss", "", "lead");
        builder = Api.as(TANDEM, "builder");
        approver = Api.as(TANDEM, "approver");
        granted = Api.as(TANDEM, "approver2");
        Api.Answer given =
                approver.post("/api/v1/agents/till/grants", "{\"to\":\"person:approver2\",\"right\":\"approve\"}");
        assertThat(given.status()).as(given.text()).isBetween(200, 299);
        for (String path : List.of("/api/v1/approvals/inbox", "/api/v1/approvals/inbox?view=assigned")) {
            assertThat(approver.get(path).status()).isEqualTo(200);
            await("the grant is known")
                    .atMost(SOON)
                    .until(() -> granted.get(path).status() == 200);
        }
    }

    /// Sends without waiting for the end.
    private static String pay(String agent) {
        try (A2aHttpClient client = TANDEM.agent(agent, "builder")) {
            SendMessageRequest request = new SendMessageRequest(
                    null,
                    Agents.message("pay").message(),
                    new SendMessageConfiguration(List.of(), null, null, true),
                    null);
            return ((SendMessageResponse.OfTask) client.send(request)).task().id();
        }
    }

    /// The approval that waits under this task, wherever in its chain.
    private static JsonNode open(String task) {
        return await().atMost(SOON)
                .until(
                        () -> items(approver.get("/api/v1/approvals/inbox?pageSize=200")).stream()
                                .filter(approval ->
                                        approval.at("/chain/0/taskId").asText().equals(task))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static List<JsonNode> items(Api.Answer page) {
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return StreamSupport.stream(page.body().get("items").spliterator(), false)
                .toList();
    }

    private static String path(JsonNode approval) {
        return "/api/v1/approvals/" + approval.get("id").asText();
    }

    private static Api.Answer decide(Api by, JsonNode approval, String fields) {
        return by.post(
                path(approval), "{\"hash\":\"" + approval.get("bindingHash").asText() + "\"," + fields + "}");
    }

    private static JsonNode ended(JsonNode approval) {
        return await().atMost(SOON)
                .until(() -> approver.get(path(approval)).body(), known -> !List.of("waiting", "granted")
                        .contains(known.get("status").asText()));
    }

    private static List<JsonNode> effectsOf(String task) {
        return tools.effects.values().stream()
                .filter(arguments -> arguments.path("of").asText().equals(task))
                .toList();
    }

    private static String answer(String agent, String task) {
        try (A2aHttpClient client = TANDEM.agent(agent, "builder")) {
            await().atMost(SOON).until(() -> client.get(new GetTaskRequest(null, task, null))
                    .status()
                    .state()
                    .isTerminal());
            return Agents.answer(client.get(new GetTaskRequest(null, task, null)));
        }
    }

    @Nested
    class GivenSomebodyToHandItTo {
        @Test
        void letsThemDecideAndTellsWhoGaveIt() {
            String task = pay("till");
            JsonNode approval = open(task);
            var came = granted.get("/api/v1/approvals/inbox");
            assertThat(came.status()).isEqualTo(200);

            Api.Answer given =
                    approver.put(path(approval) + "/assignee", "{\"person\":\"approver2\",\"reason\":\"I am away\"}");

            assertThat(given.status()).as(given.text()).isEqualTo(200);
            JsonNode mine = items(granted.get("/api/v1/approvals/inbox?view=assigned")).stream()
                    .filter(known -> known.get("id").equals(approval.get("id")))
                    .findFirst()
                    .orElseThrow();
            assertThat(mine.at("/assignment/by").asText()).isEqualTo("person:approver");
            assertThat(mine.at("/assignment/reason").asText()).isEqualTo("I am away");
            assertThat(decide(granted, mine, "\"decision\":\"approve\",\"reason\":\"fine\"")
                            .status())
                    .isEqualTo(200);
            assertThat(ended(approval).get("decidedBy").asText()).isEqualTo("person:approver2");
            assertThat(answer("till", task)).contains("recorded under");
            assertThat(effectsOf(task)).hasSize(1);
        }

        @Test
        void isNotGivenToWhoMayNotDecide() {
            JsonNode approval = open(pay("till"));

            Api.Answer given = approver.put(
                    path(approval) + "/assignee", "{\"person\":\"builder\",\"reason\":\"you asked for it\"}");

            assertThat(given.status()).isEqualTo(422);
            assertThat(given.body().get("type").asText()).endsWith("/not-an-approver");
            assertThat(given.body().get("detail").asText()).contains("approver");
        }

        @Test
        void isListedForWhoAsked() {
            JsonNode approval = open(pay("till"));

            JsonNode submitted = builder.get("/api/v1/approvals/inbox?view=submitted&pageSize=200")
                    .body();

            assertThat(submitted.get("items"))
                    .anySatisfy(known -> assertThat(known.get("id")).isEqualTo(approval.get("id")));
            assertThat(submitted.at("/counts/submitted").asInt()).isPositive();
            assertThat(submitted.at("/counts/team").asInt())
                    .as("nobody decides what they asked for")
                    .isZero();
        }
    }

    @Nested
    class GivenAnApproverWhoChangesTheCall {
        @Test
        void callsExactlyWhatTheApproverWrote() {
            String task = pay("till");
            JsonNode approval = open(task);

            Api.Answer changed = decide(
                    approver,
                    approval,
                    "\"decision\":\"edit\",\"reason\":\"three is the price\",\"arguments\":{\"of\":\"" + task
                            + "\",\"amount\":\"3\"}");

            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
            assertThat(changed.body().at("/asked/arguments/amount").asText()).isEqualTo("5");
            assertThat(changed.body().get("bindingHash")).isNotEqualTo(approval.get("bindingHash"));
            assertThat(ended(approval).get("status").asText()).isEqualTo("used");
            String told = answer("till", task);
            assertThat(effectsOf(task)).singleElement().satisfies(arguments -> assertThat(
                            arguments.get("amount").asText())
                    .isEqualTo("3"));
            assertThat(told).contains("person:approver", "three is the price", "\"amount\":\"3\"", "recorded under");
        }

        @Test
        void isRefusedWhatTheToolDoesNotTake() {
            String task = pay("till");
            JsonNode approval = open(task);

            Api.Answer changed = decide(
                    approver,
                    approval,
                    "\"decision\":\"edit\",\"reason\":\"a number\",\"arguments\":{\"amount\":{\"euro\":3}}");

            assertThat(changed.status()).isEqualTo(422);
            assertThat(changed.body().get("type").asText()).endsWith("/edit-refused");
            assertThat(approver.get(path(approval)).body().get("status").asText())
                    .isEqualTo("waiting");
        }

        @Test
        void leavesALedgerThatHolds() {
            String task = pay("till");
            JsonNode approval = open(task);
            decide(
                    approver,
                    approval,
                    "\"decision\":\"edit\",\"reason\":\"two\",\"arguments\":{\"of\":\"" + task
                            + "\",\"amount\":\"2\"}");
            ended(approval);
            answer("till", task);

            Api.Answer verified = Api.as(TANDEM, "auditor").get("/api/v1/audit/verify");

            assertThat(verified.status()).as(verified.text()).isEqualTo(200);
            assertThat(verified.body().get("problems")).isEmpty();
        }
    }

    @Nested
    class GivenNobodyWhoDecides {
        @Test
        void isANoThatTheAgentIsTold() {
            String task = pay("till");
            JsonNode approval = open(task);

            new HubRows(TANDEM).letExpire(approval.get("id").asText());

            JsonNode ended = ended(approval);
            assertThat(ended.get("status").asText()).isEqualTo("expired");
            assertThat(ended.get("reason").asText()).isEqualTo("nobody decided in time");
            assertThat(answer("till", task)).contains("nobody decided in time");
            assertThat(effectsOf(task)).isEmpty();
            assertThat(decide(approver, approval, "\"decision\":\"approve\",\"reason\":\"too late\"")
                            .status())
                    .isEqualTo(409);
        }
    }

    @Nested
    class GivenSeveralCalls {
        @Test
        void decidesOnEachByItselfAndTellsWhatFailed() {
            List<JsonNode> open = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                open.add(open(pay("till")));
            }
            decide(approver, open.get(1), "\"decision\":\"reject\",\"reason\":\"not this one\"");

            Api.Answer decided = approver.post("/api/v1/approvals/decisions", together(open, "approve"));

            assertThat(decided.status()).as(decided.text()).isEqualTo(200);
            JsonNode results = decided.body().get("results");
            assertThat(results.get(0).get("status").asText()).isEqualTo("granted");
            assertThat(results.get(1).get("problem").asText()).isEqualTo("conflict");
            assertThat(results.get(2).get("status").asText()).isEqualTo("granted");
            assertThat(ended(open.get(0)).get("status").asText()).isEqualTo("used");
            assertThat(ended(open.get(2)).get("status").asText()).isEqualTo("used");
        }

        @Test
        void refusesMoreThanTheLimit() {
            JsonNode one = open(pay("till"));
            List<JsonNode> many = new ArrayList<>();
            for (int i = 0; i < 21; i++) {
                many.add(one);
            }

            Api.Answer decided = approver.post("/api/v1/approvals/decisions", together(many, "approve"));

            assertThat(decided.status()).isEqualTo(422);
            assertThat(decided.body().get("type").asText()).endsWith("/bulk-refused");
        }

        private static String together(List<JsonNode> approvals, String decision) {
            List<String> shown = approvals.stream()
                    .map(approval -> "{\"id\":" + approval.get("id") + ",\"hash\":" + approval.get("bindingHash") + "}")
                    .toList();
            return "{\"decision\":\"" + decision + "\",\"reason\":\"all due\",\"approvals\":[" + String.join(",", shown)
                    + "]}";
        }
    }

    @Nested
    class GivenAChainOfThreeAgents {
        @Test
        void showsTheWholeChain() {
            String task = pay(boss);
            JsonNode approval = open(task);

            List<String> agents = new ArrayList<>();
            approval.get("chain").forEach(link -> agents.add(link.get("agent").asText()));

            assertThat(agents).containsExactly(boss, "lead@1", "till@1");
            assertThat(approval.get("onBehalfOf").asText()).isEqualTo("person:builder");
            assertThat(approval.get("chain").get(2).get("taskId")).isEqualTo(approval.get("taskId"));
            decide(approver, approval, "\"decision\":\"reject\",\"reason\":\"the till is closed\"");
            assertThat(answer(boss, task)).contains("the till is closed");
        }
    }

    @Nested
    class GivenTwoApproversAtTheSameInstant {
        @Test
        void takesOneEffect() throws InterruptedException {
            String task = pay("till");
            JsonNode approval = open(task);
            CyclicBarrier together = new CyclicBarrier(2);
            List<Integer> answers = java.util.Collections.synchronizedList(new ArrayList<>());
            List<Thread> both = new ArrayList<>();
            for (Api by : List.of(approver, granted)) {
                both.add(Thread.ofVirtual().start(() -> {
                    try {
                        together.await();
                        answers.add(decide(by, approval, "\"decision\":\"approve\",\"reason\":\"mine\"")
                                .status());
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            for (Thread each : both) {
                each.join();
            }

            assertThat(answers).containsExactlyInAnyOrder(200, 409);
            assertThat(ended(approval).get("status").asText()).isEqualTo("used");
            assertThat(answer("till", task)).contains("recorded under");
            assertThat(effectsOf(task)).hasSize(1);
        }
    }

    @Nested
    class GivenDecisionsBefore {
        @Test
        void showsThemBesideTheExactCall() {
            JsonNode before = open(pay("till"));
            decide(approver, before, "\"decision\":\"reject\",\"reason\":\"not in May\"");
            JsonNode approval = open(pay("till"));

            JsonNode facts = approver.get(path(approval) + "/facts").body();

            assertThat(facts.at("/last/0/id")).isEqualTo(before.get("id"));
            assertThat(facts.at("/last/0/reason").asText()).isEqualTo("not in May");
            assertThat(facts.get("nearest")).isNotEmpty();
            assertThat(facts.get("effect").asText()).contains("It changes something");
            assertThat(facts.get("mayDecide").asBoolean()).isTrue();
            JsonNode asked = builder.get(path(approval) + "/facts").body();
            assertThat(asked.get("mayDecide").asBoolean()).isFalse();
            assertThat(asked.get("last")).as("other people's calls").isEmpty();
        }
    }
}
