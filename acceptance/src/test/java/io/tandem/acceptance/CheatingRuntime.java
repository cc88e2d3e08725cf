package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// Stands where the runtime stands and asks the hub for calls of `outside/record`, with the runtime's own token.
final class CheatingRuntime {
    private final Api runtime;
    private final Api approver;
    private final String agent;
    private final String version;
    private final String task = UUID.randomUUID().toString();

    CheatingRuntime(TandemUnderTest tandem, String agent, String version) {
        this.runtime = new Api(tandem, tandem.serviceToken("runtime"));
        this.approver = Api.as(tandem, "approver");
        this.agent = agent;
        this.version = version;
    }

    /// Asks for an approval of a call with that amount.
    ///
    /// @return its id
    String ask(String amount) {
        Api.Answer decided = runtime.post("/internal/hub/decide", body(Map.of("amount", amount), ""));
        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        assertThat(decided.body().path("decision").asText()).isEqualTo("approval");
        return decided.body().get("approvalId").asText();
    }

    String approved(String amount) {
        return decided(amount, "approve");
    }

    String rejected(String amount) {
        return decided(amount, "reject");
    }

    private String decided(String amount, String decision) {
        String id = ask(amount);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> approver.post(
                                        "/api/v1/approvals/" + id,
                                        "{\"decision\":\"" + decision + "\",\"reason\":\"as a test\"}")
                                .status()
                        == 200);
        return id;
    }

    /// Makes a call that differs from what was asked for.
    ///
    /// @param changes of `task`, `seq`, `of` and `amount`
    /// @return what the hub says: `ok`, `denied` …
    String call(Map<String, String> changes, String approvalId) {
        String seq = changes.getOrDefault("seq", "4");
        String key = changes.getOrDefault("task", task) + ":" + seq;
        JsonNode answer = runtime.post(
                        "/internal/hub/call",
                        body(
                                changes,
                                ",\"key\":\"" + key + "\",\"deadline\":\""
                                        + Instant.now().plusSeconds(20) + "\",\"approvalId\":\"" + approvalId
                                        + "\",\"approvalSeq\":" + seq))
                .body();
        return answer.path("status").asText(answer.toString());
    }

    private String body(Map<String, String> changes, String more) {
        return """
                {"taskId":"%s","seq":%s,"agent":"%s","version":"%s","team":"sales","onBehalfOf":"person:builder",
                 "actors":[],"tool":"outside/record","arguments":{"of":"%s","amount":"%s"},%s%s}""".formatted(
                        changes.getOrDefault("task", task),
                        changes.getOrDefault("seq", "4"),
                        agent,
                        version,
                        changes.getOrDefault("of", "the task"),
                        changes.getOrDefault("amount", "5"),
                        Agents.READ_NOTHING,
                        more);
    }
}
