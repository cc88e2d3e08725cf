package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.Task;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Whoever may not see an agent, a task, an approval or an evaluation is answered, by every operation, as if it did not
/// exist: the same status, type and bytes but for the names and ids that they sent.
class StrangerTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final String UNKNOWN_NAME = "unheard-of";
    private static final String UNKNOWN_ID = "019f9ae5-0000-7000-8000-000000000000";

    private static String task;
    private static String evaluation;
    private static String approval;

    @BeforeAll
    static void makeSecrets() {
        Agents agents = new Agents(TANDEM);
        agents.submit("secret", "", "");
        agents.approve(List.of("secret"));
        Task done = agents.send("secret", "good morning");
        task = done.id();
        Api approver = Api.as(TANDEM, "approver");
        evaluation = approver.get("/api/v1/evaluations?agent=secret")
                .body()
                .at("/items/0/id")
                .asText();
        assertThat(evaluation).isNotEmpty();
        approval = waitingApproval();
    }

    /// An approval of team sales, asked for as the runtime asks.
    private static String waitingApproval() {
        ToolServer.connected();
        String trial = new Agents(TANDEM).onTrial("secret-payer", "outside/record", "");
        JsonNode decided = new Api(TANDEM, TANDEM.serviceToken("runtime"))
                .post(
                        "/internal/hub/decide",
                        "{\"taskId\":\"" + UUID.randomUUID() + "\",\"seq\":4,\"agent\":\"secret-payer\",\"version\":\""
                                + trial.substring(trial.indexOf('@') + 1)
                                + "\",\"team\":\"sales\",\"onBehalfOf\":\"person:builder\",\"actors\":[],"
                                + "\"tool\":\"outside/record\",\"arguments\":{}," + Agents.READ_NOTHING + "}")
                .body();
        assertThat(decided.path("approvalId").asText()).isNotEmpty();
        return decided.get("approvalId").asText();
    }

    private static void assertLooksUnknown(
            Api stranger, List<Surfaces.Request> requests, String known, String unknown) {
        SoftAssertions all = new SoftAssertions();
        for (Surfaces.Request request : requests) {
            Api.Answer hidden = request.about(stranger, known);
            Api.Answer missing = request.about(stranger, unknown);
            all.assertThat(bare(hidden, known)).as(request.toString()).isEqualTo(bare(missing, unknown));
            all.assertThat(hidden.status()).as(request.toString()).isEqualTo(404);
            all.assertThat(hidden.text()).as(request.toString()).isNotBlank();
        }
        all.assertAll();
    }

    /// Without ids: the thing's own and that of the trace.
    private static Api.Answer bare(Api.Answer answer, String thing) {
        String text =
                answer.text().replace(thing, "THING").replaceAll("\"traceId\":\"[0-9a-f]{32}\"", "\"traceId\":\"ID\"");
        return new Api.Answer(answer.status(), answer.type(), text);
    }

    @Nested
    class GivenAMemberOfAnotherTeam {
        private final Api stranger = Api.as(TANDEM, "builder2");

        @Test
        void learnsNothingOfAnAgentByA2a() {
            assertLooksUnknown(stranger, Surfaces.agents(), "secret", UNKNOWN_NAME);
            assertLooksUnknown(stranger, Surfaces.agents(), "secret@1", UNKNOWN_NAME + "@1");
        }

        @Test
        void learnsNothingOfAnAgentByTheRegistry() {
            assertLooksUnknown(stranger, Surfaces.registry(), "secret", UNKNOWN_NAME);
        }

        @Test
        void learnsNothingOfATask() {
            assertLooksUnknown(
                    stranger,
                    List.of(Surfaces.Request.get("/api/v1/tasks/%s"), Surfaces.Request.get("/api/v1/tasks/%s/steps")),
                    task,
                    UNKNOWN_ID);
            String base = "/a2a/agents/echo";
            assertLooksUnknown(
                    stranger,
                    List.of(
                            Surfaces.Request.get(base + "/tasks/%s"),
                            Surfaces.Request.post(base + "/tasks/%s:cancel", "{}")),
                    task,
                    UNKNOWN_ID);
        }

        @Test
        void learnsNothingOfAnEvaluation() {
            assertLooksUnknown(
                    stranger, List.of(Surfaces.Request.get("/api/v1/evaluations/%s")), evaluation, UNKNOWN_ID);
        }

        @Test
        void learnsNothingOfAnApproval() {
            for (String person : List.of("builder2", "approver2")) {
                assertLooksUnknown(
                        Api.as(TANDEM, person),
                        List.of(
                                Surfaces.Request.get("/api/v1/approvals/%s"),
                                Surfaces.Request.post(
                                        "/api/v1/approvals/%s", "{\"decision\":\"approve\",\"reason\":\"why not\"}")),
                        approval,
                        UNKNOWN_ID);
            }
        }

        @Test
        void findsNothingInLists() {
            List<String> lists = List.of(
                    "/api/v1/agents?q=%s",
                    "/api/v1/tasks?agent=%s",
                    "/api/v1/evaluations?agent=%s",
                    "/api/v1/audit/records?agent=%s",
                    "/api/v1/approvals");
            for (String list : lists) {
                Api.Answer hidden = stranger.get(list.replace("%s", "secret"));
                Api.Answer missing = stranger.get(list.replace("%s", UNKNOWN_NAME));

                assertThat(hidden.status()).as(list).isEqualTo(200);
                assertThat(hidden).as(list).isEqualTo(missing);
                assertThat(hidden.body().get("items")).as(list).isEmpty();
            }
        }
    }

    @Nested
    class GivenAMemberOfTheTeam {
        @Test
        void seesAllOfIt() {
            Api builder = Api.as(TANDEM, "builder");
            for (Surfaces.Request request : List.of(
                    Surfaces.Request.get("/a2a/agents/secret/.well-known/agent-card.json"),
                    Surfaces.Request.get("/api/v1/agents/secret"),
                    Surfaces.Request.get("/api/v1/agents/secret/versions/1"),
                    Surfaces.Request.get("/api/v1/tasks/" + task + "/steps"),
                    Surfaces.Request.get("/api/v1/evaluations/" + evaluation),
                    Surfaces.Request.get("/api/v1/approvals/" + approval))) {
                assertThat(request.about(builder, "secret").status())
                        .as(request.toString())
                        .isEqualTo(200);
            }
        }
    }
}
