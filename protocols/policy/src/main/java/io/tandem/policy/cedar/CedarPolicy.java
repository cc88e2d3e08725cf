package io.tandem.policy.cedar;

import com.cedarpolicy.model.Effect;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.events.PolicyDecision.Reason;
import io.tandem.policy.Question;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One policy with what its annotations say.
///
/// @param asks the question to an approver that this forbid turns into; null where it forbids
record CedarPolicy(
        String id,
        String source,
        String says,
        @Nullable String asks,
        @Nullable String change,
        JsonNode scope) {
    private static final String NAMESPACE = "Tandem::";
    private static final String ALL_TOOLS = "tool.call";
    private static final String HALTS = "{halts}";

    static CedarPolicy of(Policy parsed) throws InternalException {
        Map<String, String> notes = parsed.getAnnotations();
        String id = notes.getOrDefault("id", parsed.policyID);
        boolean permits = parsed.effect() == Effect.PERMIT;
        String ask = permits ? null : notes.get("ask");
        String says = Objects.requireNonNullElse(
                ask, notes.getOrDefault("reason", permits ? "Allowed by " + id + "." : "Forbidden by " + id + "."));
        JsonNode scope = EventJson.read(parsed.toJson().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        return new CedarPolicy(id, parsed.policySrc, says, ask, notes.get("change"), scope);
    }

    /// Why it decided; `{halts}` in its words stands for what the question says is halted.
    Reason reason(Question question) {
        return new Reason(id, says.contains(HALTS) ? says.replace(HALTS, halts(question)) : says, change);
    }

    private static String halts(Question question) {
        List<String> halts = new ArrayList<>();
        question.context().path("halts").forEach(halt -> halts.add(halt.asText()));
        return String.join("; ", halts);
    }

    /// Whether a question can meet this policy's scope. When in doubt it can.
    boolean concerns(Question question) {
        return concerns(question.action(), question.tool() != null)
                && thingMet(scope.path("principal"), question.principal())
                && thingMet(scope.path("resource"), question.resource());
    }

    /// Whether its scope admits that action at all.
    boolean concerns(String name, boolean tool) {
        JsonNode action = scope.path("action");
        return switch (action.path("op").asText()) {
            case "==" -> isAction(action.path("entity"), name, tool);
            case "in" -> {
                if (action.has("entity")) {
                    yield isAction(action.path("entity"), name, tool);
                }
                for (JsonNode one : action.path("entities")) {
                    if (isAction(one, name, tool)) {
                        yield true;
                    }
                }
                yield false;
            }
            default -> true;
        };
    }

    private static boolean isAction(JsonNode entity, String name, boolean tool) {
        String id = entity.path("id").asText();
        return id.equals(name) || (tool && id.equals(ALL_TOOLS));
    }

    private static boolean thingMet(JsonNode scope, Question.Thing thing) {
        return switch (scope.path("op").asText()) {
            case "==" ->
                scope.at("/entity/type").asText().equals(NAMESPACE + thing.type())
                        && scope.at("/entity/id").asText().equals(thing.id());
            case "is" -> scope.path("entity_type").asText().equals(NAMESPACE + thing.type());
            default -> true;
        };
    }
}
