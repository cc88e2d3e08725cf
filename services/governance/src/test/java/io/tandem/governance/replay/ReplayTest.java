package io.tandem.governance.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.events.PolicyDecision;
import io.tandem.events.PolicyDecision.Outcome;
import io.tandem.events.ToolActivity;
import io.tandem.events.ToolRecord;
import io.tandem.policy.cedar.CedarPolicies;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final String SMALL_ONLY = """
            @id("small-only") forbid (principal, action == Tandem::Action::"till/refund", resource)
            when { context.arguments.amount.greaterThan(decimal("10.0")) };""";
    private static final JsonNode FACTS = json("""
            {"principal":{"type":"Agent","id":"clerk@1","attributes":{"name":"clerk","version":"1","team":"sales",
               "state":"ACTIVE","tier":"fast","risk":"low","tools":["till/refund"],"peers":[],"visibility":"team",
               "callers":[],"halted":false}},
             "action":"till/refund",
             "resource":{"type":"Tool","id":"till/refund","attributes":{"name":"till/refund","connector":"till",
               "effect":"READ","state":"APPROVED","teams":["sales"]}},
             "context":{"user":"person:alice","actors":[],"exempted":false}}""");
    private static final PolicyDecision ALLOWED = new PolicyDecision(
            Outcome.ALLOW, List.of(new PolicyDecision.Reason("tandem/read-freely", "ok", null)), "built-in", "h", null);

    private static JsonNode json(String text) {
        return EventJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static ToolActivity call(String task, String amount, @Nullable PolicyDecision decision) {
        return new ToolActivity(
                1,
                "id",
                task,
                1,
                task + ":1",
                "sales",
                "clerk",
                "1",
                "person:alice",
                "till",
                "refund",
                json("{\"amount\":" + amount + "}"),
                amount,
                "allowed",
                "ok",
                decision,
                decision == null ? null : FACTS,
                null,
                "ok",
                1,
                Instant.EPOCH);
    }

    private static ReplayReport replayed(Optional<ToolRecord> tool, ToolActivity... calls) {
        Replay replay = new Replay(CedarPolicies.read("the candidate", SMALL_ONLY), name -> tool);
        for (ToolActivity call : calls) {
            replay.ask(call);
        }
        return replay.report(true);
    }

    private static Optional<ToolRecord> refund() {
        return Optional.of(new ToolRecord(
                1,
                "till",
                "refund",
                "Refund",
                "",
                json(
                        "{\"type\":\"object\",\"required\":[\"amount\"],\"properties\":{\"amount\":{\"type\":\"number\"}}}"),
                "h1",
                ToolRecord.Effect.READ,
                ToolRecord.State.APPROVED,
                List.of("sales"),
                null,
                Instant.EPOCH));
    }

    @Test
    void tellsWhatWouldBeDecidedOtherwise() {
        ReplayReport report = replayed(refund(), call("t1", "5", ALLOWED), call("t2", "50", ALLOWED));

        assertThat(report.calls()).isEqualTo(2);
        assertThat(report.same()).isEqualTo(1);
        assertThat(report.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.task()).isEqualTo("t2");
            assertThat(difference.now().outcome()).isEqualTo(Outcome.DENY);
            assertThat(difference.now().because().getFirst().policy()).isEqualTo("small-only");
        });
    }

    @Test
    void countsEachCallOnceAndOlderOnesNotAtAll() {
        ReplayReport report =
                replayed(refund(), call("t1", "50", ALLOWED), call("t1", "50", ALLOWED), call("t0", "50", null));

        assertThat(report.calls()).isEqualTo(1);
    }

    @Test
    void saysWhatItCouldNotAsk() {
        ReplayReport report = replayed(Optional.empty(), call("t1", "50", ALLOWED));

        assertThat(report.unanswered()).isEqualTo(1);
        assertThat(report.same()).isZero();
    }
}
