package io.tandem.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.Flow;
import io.tandem.events.PolicyDecision;
import io.tandem.events.Provenance;
import io.tandem.events.ToolRecord;
import io.tandem.policy.PolicyCase.AgentCase;
import io.tandem.policy.PolicyCase.CallerCase;
import io.tandem.policy.PolicyCase.MoveCase;
import io.tandem.policy.PolicyCase.ToolCase;
import io.tandem.policy.Question.Thing;
import io.tandem.policy.Question.ToolShape;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks a text its cases.
///
/// @param tools pinned tools by `connector/tool`
public record CaseRun(String team, DecisionPoint point, Function<String, Optional<ToolRecord>> tools) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SOMEONE = "person:someone";
    private static final List<String> APPROVER = List.of("approver");

    /// @param decision what was said; null where the case could not be asked
    /// @param fault why it could not be asked
    public record Result(
            String name,
            boolean passed,
            @Nullable PolicyDecision decision,
            @Nullable String fault) {}

    public Result run(PolicyCase one) {
        try {
            PolicyDecision decision = point.decide(question(one));
            boolean error = decision.because().getFirst().policy().equals(PolicyDecision.FAILED);
            return new Result(
                    one.name(), decision.outcome() == one.expect() && !error, decision, error ? decision.says() : null);
        } catch (IllegalArgumentException e) {
            return new Result(one.name(), false, null, e.getMessage());
        }
    }

    private Question question(PolicyCase one) {
        if (one.tool() != null && one.call() == null && one.move() == null) {
            return toolCall(one.tool());
        }
        if (one.call() != null && one.tool() == null && one.move() == null) {
            return new Question(
                    caller(one.call().caller()),
                    Questions.AGENT_CALL,
                    agent(one.call().agent(), List.of()),
                    callContext(Objects.requireNonNullElse(one.call().actors(), List.of())),
                    null);
        }
        if (one.move() != null && one.tool() == null && one.call() == null) {
            return move(one.move());
        }
        throw new IllegalArgumentException("A case has exactly one of tool, call and move.");
    }

    private static ObjectNode callContext(List<String> actors) {
        ObjectNode context = JSON.objectNode().put("hops", actors.size());
        context.set("actors", Questions.strings(actors));
        context.set(Questions.HALTS, JSON.arrayNode());
        return context;
    }

    private Question toolCall(ToolCase use) {
        ToolRecord tool = tools.apply(use.tool())
                .orElseThrow(() -> new IllegalArgumentException("There is no tool " + use.tool() + "."));
        JsonNode arguments = use.arguments() == null ? JSON.objectNode() : use.arguments();
        ObjectNode context = JSON.objectNode()
                .put("exempted", Boolean.TRUE.equals(use.exempted()))
                .put(Questions.LEFT, Objects.requireNonNullElse(use.left(), Questions.PLENTY));
        Questions.putUser(context, Objects.requireNonNullElse(use.user(), SOMEONE));
        context.set("actors", JSON.arrayNode());
        context.set(Questions.HALTS, JSON.arrayNode());
        context.set("arguments", arguments);
        Questions.put(
                context,
                new Provenance(
                        Objects.requireNonNullElse(use.read(), Flow.NONE),
                        Objects.requireNonNullElse(use.unvouched(), List.of())));
        return new Question(
                agent(use.agent(), List.of(use.tool())),
                use.tool(),
                Questions.tool(tool),
                context,
                new ToolShape(tool.definitionHash(), tool.inputSchema()));
    }

    private Question move(MoveCase move) {
        ObjectNode context = JSON.objectNode()
                .put("from", move.from())
                .put("to", move.to())
                .put("author", Boolean.TRUE.equals(move.author()))
                .put("fourEyes", true)
                .put("needsEvaluation", true)
                .put("evaluationPassed", !Boolean.TRUE.equals(move.evaluationFailed()));
        context.set("parts", Questions.strings(Objects.requireNonNullElse(move.parts(), APPROVER)));
        context.set("movers", Questions.strings(Objects.requireNonNullElse(move.movers(), APPROVER)));
        CallerCase caller = move.caller() == null ? new CallerCase(SOMEONE, null, null) : move.caller();
        return new Question(caller(caller), Questions.VERSION_MOVE, agent(move.agent(), List.of()), context, null);
    }

    private Thing caller(CallerCase given) {
        ObjectNode known = JSON.objectNode().put("id", given.id());
        known.set("names", Questions.strings(List.of(given.id())));
        known.set("teams", Questions.strings(Objects.requireNonNullElse(given.teams(), List.of(team))));
        known.set("roles", Questions.strings(Objects.requireNonNullElse(given.roles(), List.of())));
        return new Thing("Caller", given.id(), known);
    }

    private Thing agent(@Nullable AgentCase given, List<String> tools) {
        AgentCase named = given == null ? new AgentCase(null, null, null, null, null, null) : given;
        String name = Objects.requireNonNullElse(named.name(), "some-agent");
        ObjectNode known = JSON.objectNode()
                .put("name", name)
                .put("version", "1")
                .put("team", team)
                .put("state", Objects.requireNonNullElse(named.state(), "ACTIVE"))
                .put("tier", Objects.requireNonNullElse(named.tier(), "fast"))
                .put("risk", Objects.requireNonNullElse(named.risk(), "low"))
                .put("visibility", Objects.requireNonNullElse(named.visibility(), "team"))
                .put("halted", false);
        known.set("tools", Questions.strings(Objects.requireNonNullElse(named.tools(), tools)));
        known.set("peers", JSON.arrayNode());
        known.set("callers", JSON.arrayNode());
        return new Thing("Agent", name + "@1", known);
    }
}
