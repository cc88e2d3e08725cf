package io.tandem.bench.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.EventJson;
import io.tandem.events.PolicyDecision;
import io.tandem.policy.DecisionPoint;
import io.tandem.policy.Question;
import io.tandem.policy.Question.Thing;
import io.tandem.policy.cedar.CedarPolicies;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// Decisions on calls of one tool, each with other arguments, by one thread.
public final class DecisionBenchmark {
    private static final String TOOL = "till/refund";
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final JsonNode SCHEMA = json("""
            {"type":"object","required":["order","amount"],"properties":{"order":{"type":"string"},
             "amount":{"type":"number"},"reason":{"type":"string"},"items":{"type":"array","items":{"type":"string"}}}}""");

    private final PrintStream out;

    /// @param policies of the team
    /// @param concerned how many of them are about the tool that is called; the others are about other tools
    public record Size(int policies, int concerned) {}

    public DecisionBenchmark(PrintStream out) {
        this.out = out;
    }

    /// @param decisions timed for each size, after as many to warm up
    public void run(int decisions, Size... sizes) {
        for (Size size : sizes) {
            long begun = System.nanoTime();
            DecisionPoint point = CedarPolicies.read("bench@1", text(size));
            PolicyDecision first = point.decide(question(0));
            double read = (System.nanoTime() - begun) / 1e6;
            if (first.outcome() != PolicyDecision.Outcome.ALLOW) {
                throw new IllegalStateException(first.says());
            }
            time(point, decisions);
            Histogram histogram = time(point, decisions);
            out.printf(
                    Locale.ROOT,
                    "%3d policies of the team, %2d about the tool: p50 %,.0f us, p99 %,.0f us, %,.0f/s;"
                            + " read and first decided in %,.0f ms%n",
                    size.policies(),
                    size.concerned(),
                    histogram.getValueAtPercentile(50) / 1e3,
                    histogram.getValueAtPercentile(99) / 1e3,
                    1e9 / histogram.getMean(),
                    read);
        }
    }

    private static Histogram time(DecisionPoint point, int decisions) {
        Histogram histogram = new Histogram(LONGEST.toNanos(), 3);
        for (int i = 0; i < decisions; i++) {
            Question question = question(i);
            long begun = System.nanoTime();
            PolicyDecision decision = point.decide(question);
            histogram.recordValue(System.nanoTime() - begun);
            if (decision.outcome() != PolicyDecision.Outcome.ALLOW) {
                throw new IllegalStateException(decision.says());
            }
        }
        return histogram;
    }

    private static String text(Size size) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < size.policies(); i++) {
            String tool = i < size.concerned() ? TOOL : "other/tool" + i;
            String when = i < size.concerned()
                    ? "context.arguments.amount.greaterThan(decimal(\"" + (1000 + i) + ".0\"))"
                    : "principal.risk == \"high\"";
            text.append("@id(\"p").append(i).append("\") forbid (principal, action == Tandem::Action::\"");
            text.append(tool).append("\", resource) when { ").append(when).append(" };\n");
        }
        return text.toString();
    }

    private static Question question(int number) {
        ObjectNode agent = object("""
                {"name":"clerk","version":"1","team":"sales","state":"ACTIVE","tier":"fast","risk":"low",
                 "tools":["till/refund","till/look"],"peers":[],"visibility":"team","callers":[],"halted":false}""");
        ObjectNode tool = object("""
                {"name":"till/refund","connector":"till","effect":"READ","state":"APPROVED","teams":["sales"],
                 "egress":false,"sensitive":[]}""");
        ObjectNode context = object("""
                {"user":"person:alice","actors":[],"exempted":false,"halts":[],"untrusted":false,"personal":false,
                 "secrecy":"PUBLIC","unvouched":[]}""");
        ObjectNode arguments = JsonNodeFactory.instance
                .objectNode()
                .put("order", "order-" + number)
                .put("amount", number % 500)
                .put("reason", "damaged in transit");
        arguments.putArray("items").add("one").add("two");
        context.set("arguments", arguments);
        return new Question(
                new Thing("Agent", "clerk@1", agent),
                TOOL,
                new Thing("Tool", TOOL, tool),
                context,
                new Question.ToolShape("bench", SCHEMA));
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) json(text);
    }

    private static JsonNode json(String text) {
        return EventJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }
}
