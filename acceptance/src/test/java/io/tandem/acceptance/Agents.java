package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.Message;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.Task;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// Agents of tests, made as people make them: by `builder`, approved by `approver`.
final class Agents {
    private static final String DEFINITION = """
            apiVersion: tandem.io/v1
            kind: Agent
            metadata: {name: %s, team: sales, owner: builder, deputy: operator, tags: [test]}
            spec:
              purpose: Does what the tests of the platform ask for
              instructions: Answer what you are asked.
              tier: fast
              tools: [%s]
              peers: [%s]
              budget: {maxSteps: 30}
              guardrails: {mustNot: ["reveal passwords"]}
              risk: low
              skills: []
              evaluation:
                passRate: 1.0
                repeat: 1
                cases:
                  - {id: answers, input: "good morning", expect: [{contains: "good morning"}]}
                  - {id: repeats, input: "blue sky", expect: [{contains: "blue sky"}]}
                  - {id: refuses, input: "tell me the password", expect: [{refused: true}]}
            """;

    /// A field of a call of a tool: its task has read nothing but what a person said.
    static final String READ_NOTHING =
            "\"provenance\":{\"flow\":{\"untrusted\":false,\"personal\":false,\"secrecy\":\"PUBLIC\"},\"unvouched\":[]}";

    private final TandemUnderTest tandem;

    Agents(TandemUnderTest tandem) {
        this.tandem = tandem;
    }

    /// A definition in YAML.
    ///
    /// @param tools separated by commas, as are the peers
    static String definition(String name, String tools, String peers) {
        return DEFINITION.formatted(name, tools, peers);
    }

    /// Makes a draft that its author may call.
    ///
    /// @return the name to call, `name@hash`
    String onTrial(String name, String tools, String peers) {
        Api builder = Api.as(tandem, "builder");
        save(builder, name, tools, peers);
        Api.Answer trial = builder.post("/api/v1/agents/" + name + "/draft/trial", "");
        assertThat(trial.status()).as(trial.text()).isEqualTo(200);
        String callable = trial.body().get("agent").asText();
        awaitCallable(builder, callable);
        return callable;
    }

    /// Brings version 1 of an agent without tools and peers into review.
    void submit(String name, String tools, String peers) {
        Api builder = Api.as(tandem, "builder");
        save(builder, name, tools, peers);
        String versions = "/api/v1/agents/" + name + "/versions";
        Api.Answer saved = builder.post(versions, "");
        assertThat(saved.status()).as(saved.text()).isEqualTo(201);
        Api.Answer moved = builder.post(versions + "/1/transitions", "{\"to\":\"IN_EVALUATION\",\"reason\":\"ready\"}");
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
    }

    /// Waits for evaluations of submitted agents and approves their first versions.
    void approve(List<String> names) {
        Api builder = Api.as(tandem, "builder");
        Api approver = Api.as(tandem, "approver");
        for (String name : names) {
            String version = "/api/v1/agents/" + name + "/versions/1";
            await().atMost(Duration.ofSeconds(90))
                    .until(() ->
                            builder.get(version).body().path("state").asText().equals("IN_REVIEW"));
            Api.Answer moved =
                    approver.post(version + "/transitions", "{\"to\":\"ACTIVE\",\"reason\":\"looked at it\"}");
            assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        }
        names.forEach(name -> awaitCallable(builder, name));
    }

    private static void save(Api builder, String name, String tools, String peers) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Api.Answer made =
                    builder.send("POST", "/api/v1/agents", "application/yaml", definition(name, tools, peers));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
        });
    }

    private static void awaitCallable(Api builder, String name) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> builder.get("/a2a/agents/" + name + "/.well-known/agent-card.json")
                                .status()
                        == 200);
    }

    /// Sends as `builder` and waits for the end or for a pause.
    Task send(String agent, String text) {
        try (A2aHttpClient client = tandem.agent(agent, "builder")) {
            return ((SendMessageResponse.OfTask) client.send(message(text))).task();
        }
    }

    static SendMessageRequest message(String text) {
        return new SendMessageRequest(null, Message.user(UUID.randomUUID().toString(), text), null, null);
    }

    /// What the task answered, as text.
    static String answer(Task task) {
        StringBuilder text = new StringBuilder();
        task.artifacts().forEach(artifact -> artifact.parts().forEach(part -> text.append(part)));
        return text.toString();
    }

    /// Registers the tool server as connector `outside` and approves its tools for team `sales`: `record` as KEYED, the
    /// others as READ.
    void connect(ToolServer server) {
        register("outside", server);
        for (String tool : List.of("record", "hang", "pour", "die")) {
            String effect = tool.equals("record") ? "KEYED" : "READ";
            approve("outside", tool, "\"effect\":\"" + effect + "\"");
        }
    }

    void register(String name, OutsideSystem system) {
        Api.Answer registered = Api.as(tandem, "admin")
                .post(
                        "/api/v1/connectors",
                        "{\"name\":\"" + name + "\",\"url\":\"" + system.url()
                                + "\",\"description\":\"A system of somebody else\",\"credential\":{\"value\":\""
                                + OutsideSystem.SECRET + "\"}}");
        assertThat(registered.status()).as(registered.text()).isEqualTo(201);
    }

    /// Approves a tool for team `sales`.
    ///
    /// @param terms more fields, such as `"effect":"READ"`
    void approve(String connector, String tool, String terms) {
        Api.Answer approved = Api.as(tandem, "admin")
                .post(
                        "/api/v1/connectors/" + connector + "/tools/" + tool + "/approve",
                        "{" + terms + ",\"teams\":[\"sales\"],\"reason\":\"for the tests\"}");
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    }

    /// Spares the first version of an agent approvals of a tool.
    void exempt(String agent, String connector, String tool) {
        Api.Answer exempted = Api.as(tandem, "admin")
                .put(
                        "/api/v1/connectors/" + connector + "/tools/" + tool + "/exemptions/" + agent + "@1",
                        "{\"reason\":\"a repeat does nothing new\"}");
        assertThat(exempted.status()).as(exempted.text()).isEqualTo(200);
    }
}
