package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.Task;
import java.util.ArrayList;
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
    private static final String MESSAGE =
            "{\"message\":{\"messageId\":\"stranger\",\"role\":\"ROLE_USER\",\"parts\":[{\"text\":\"hi\"}]}}";

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

    /// One request, with a place for what may be known or not.
    ///
    /// @param path holds `%s`, as does the body where it names the thing
    private record Request(String method, String path, String type, String body) {
        static Request get(String path) {
            return new Request("GET", path, "application/json", "");
        }

        static Request post(String path, String body) {
            return new Request("POST", path, "application/json", body);
        }

        Api.Answer about(Api caller, String thing) {
            return caller.send(method, path.replace("%s", thing), type, body.replace("%s", thing));
        }

        @Override
        public String toString() {
            return method + " " + path + " " + (body.length() > 60 ? body.substring(0, 60) : body);
        }
    }

    private static Request rpc(String method, String params) {
        return Request.post(
                "/a2a/agents/%s",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    private static void assertLooksUnknown(Api stranger, List<Request> requests, String known, String unknown) {
        SoftAssertions all = new SoftAssertions();
        for (Request request : requests) {
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

    private static List<Request> agentOperations() {
        String base = "/a2a/agents/%s";
        String task = UUID.randomUUID().toString();
        List<Request> requests = new ArrayList<>(List.of(
                Request.get(base + "/.well-known/agent-card.json"),
                Request.get(base + "/extendedAgentCard"),
                Request.post(base + "/message:send", MESSAGE),
                Request.post(base + "/message:stream", MESSAGE),
                Request.get(base + "/tasks"),
                Request.get(base + "/tasks/" + task),
                Request.get(base + "/tasks/" + task + ":subscribe"),
                Request.post(base + "/tasks/" + task + ":subscribe", "{}"),
                Request.post(base + "/tasks/" + task + ":cancel", "{}"),
                Request.get(base + "/tasks/" + task + "/pushNotificationConfigs"),
                rpc("SendMessage", MESSAGE),
                rpc("SendStreamingMessage", MESSAGE),
                rpc("ListTasks", "{}"),
                rpc("GetExtendedAgentCard", "{}")));
        for (String method : List.of("GetTask", "CancelTask", "SubscribeToTask")) {
            requests.add(rpc(method, "{\"id\":\"" + task + "\"}"));
        }
        requests.add(rpc("ListTaskPushNotificationConfigs", "{\"taskId\":\"" + task + "\"}"));
        return requests;
    }

    private static List<Request> registryOperations() {
        String base = "/api/v1/agents/%s";
        String definition = Agents.definition("%s", "", "");
        return List.of(
                Request.get(base),
                Request.get(base + "/draft"),
                new Request("PUT", base + "/draft", "application/yaml", definition),
                Request.post(base + "/draft/trial", ""),
                Request.get(base + "/versions"),
                Request.get(base + "/versions/1"),
                Request.get(base + "/versions/1/definition"),
                Request.post(base + "/versions", ""),
                Request.post(base + "/versions/1/transitions", "{\"to\":\"SUSPENDED\",\"reason\":\"envy\"}"),
                Request.get(base + "/grants"),
                Request.post(base + "/grants", "{\"right\":\"call\",\"to\":\"person:builder2\"}"),
                new Request("DELETE", base + "/grants?right=call&to=team:finance", "application/json", ""),
                new Request("PUT", base + "/visibility", "application/json", "{\"visibility\":\"everyone\"}"),
                Request.post(
                        base + "/transfer", "{\"team\":\"finance\",\"owner\":\"builder2\",\"deputy\":\"approver2\"}"),
                Request.post("/api/v1/evaluations", "{\"agent\":\"%s\",\"version\":\"1\"}"));
    }

    @Nested
    class GivenAMemberOfAnotherTeam {
        private final Api stranger = Api.as(TANDEM, "builder2");

        @Test
        void learnsNothingOfAnAgentByA2a() {
            assertLooksUnknown(stranger, agentOperations(), "secret", UNKNOWN_NAME);
            assertLooksUnknown(stranger, agentOperations(), "secret@1", UNKNOWN_NAME + "@1");
        }

        @Test
        void learnsNothingOfAnAgentByTheRegistry() {
            assertLooksUnknown(stranger, registryOperations(), "secret", UNKNOWN_NAME);
        }

        @Test
        void learnsNothingOfATask() {
            assertLooksUnknown(
                    stranger,
                    List.of(Request.get("/api/v1/tasks/%s"), Request.get("/api/v1/tasks/%s/steps")),
                    task,
                    UNKNOWN_ID);
            String base = "/a2a/agents/echo";
            assertLooksUnknown(
                    stranger,
                    List.of(Request.get(base + "/tasks/%s"), Request.post(base + "/tasks/%s:cancel", "{}")),
                    task,
                    UNKNOWN_ID);
        }

        @Test
        void learnsNothingOfAnEvaluation() {
            assertLooksUnknown(stranger, List.of(Request.get("/api/v1/evaluations/%s")), evaluation, UNKNOWN_ID);
        }

        @Test
        void learnsNothingOfAnApproval() {
            for (String person : List.of("builder2", "approver2")) {
                assertLooksUnknown(
                        Api.as(TANDEM, person),
                        List.of(
                                Request.get("/api/v1/approvals/%s"),
                                Request.post(
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
            for (Request request : List.of(
                    Request.get("/a2a/agents/secret/.well-known/agent-card.json"),
                    Request.get("/api/v1/agents/secret"),
                    Request.get("/api/v1/agents/secret/versions/1"),
                    Request.get("/api/v1/tasks/" + task + "/steps"),
                    Request.get("/api/v1/evaluations/" + evaluation),
                    Request.get("/api/v1/approvals/" + approval))) {
                assertThat(request.about(builder, "secret").status())
                        .as(request.toString())
                        .isEqualTo(200);
            }
        }
    }
}
