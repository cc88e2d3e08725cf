package io.tandem.runtime.turn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AskedTier;
import io.tandem.events.ToolRecord;
import io.tandem.runtime.agent.ModelRequest;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.JournalEntry;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the model is told: who it is, what was said, what its calls gave, and what it may call.
final class Prompt {
    static final String REFUSE = "refuse";

    private static final String PEER = "agent/";
    private static final int MOST_STEPS = 20;
    private static final String PLANNING = "Nothing can be called yet. First call " + Plan.PROPOSE
            + " with the steps you want to take; a person agrees to them or says what should be otherwise.\n";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Prompt() {}

    static ModelRequest of(AgentSpec spec, Turns turns) {
        ArrayNode messages = NODES.arrayNode();
        Plan plan = Plan.agreed(turns);
        boolean planning = spec.plans() && plan == null;
        say(messages, "system", system(spec) + (planning ? PLANNING : ""));
        for (AgentSpec.Remembered exchange : spec.remembered()) {
            say(messages, "user", exchange.asked());
            say(messages, "assistant", exchange.answered());
        }
        for (JournalEntry journaled : turns.entries()) {
            switch (journaled.entry()) {
                case Entry.Received received ->
                    say(messages, "user", received.message().text());
                case Entry.ModelTurn turn -> turn(messages, turn, turns);
                default -> {}
            }
        }
        return new ModelRequest(
                "tandem/" + tier(spec, turns).name(), messages, functions(spec, planning, plan), perDay(spec));
    }

    private static @Nullable BigDecimal perDay(AgentSpec spec) {
        AgentDefinition.Budget budget = spec.definition().spec().budget();
        return budget == null || budget.maxCostPerDay() == null
                ? null
                : budget.maxCostPerDay().amount();
    }

    /// The version's own tier, unless an evaluation asks for another one.
    private static AgentDefinition.Tier tier(AgentSpec spec, Turns turns) {
        return turns.entries().getFirst().entry() instanceof Entry.Received first
                ? AskedTier.in(first.message().metadata(), first.from())
                        .orElse(spec.definition().spec().tier())
                : spec.definition().spec().tier();
    }

    private static String system(AgentSpec spec) {
        AgentDefinition.Spec agent = spec.definition().spec();
        StringBuilder text = new StringBuilder()
                .append("You are ")
                .append(spec.definition().metadata().name())
                .append(", an agent of the company. Purpose: ")
                .append(agent.purpose())
                .append('\n')
                .append(agent.instructions())
                .append('\n');
        List<String> mustNot = agent.guardrails().mustNot();
        if (!mustNot.isEmpty()) {
            text.append("You must not:\n");
            mustNot.forEach(rule -> text.append("- ").append(rule).append('\n'));
        }
        text.append("If you are asked for something outside your purpose or something you must not do, call ")
                .append(REFUSE)
                .append(" with the reason. Facts come from your tools; never make them up.\n");
        return text.toString();
    }

    private static void turn(ArrayNode messages, Entry.ModelTurn turn, Turns turns) {
        ObjectNode said = say(messages, "assistant", turn.text());
        if (turn.tools().isEmpty()) {
            return;
        }
        ArrayNode calls = said.putArray("tool_calls");
        for (Entry.ToolCall call : turn.tools()) {
            ObjectNode function = calls.addObject()
                    .put("id", call.id())
                    .put("type", "function")
                    .putObject("function");
            function.put("name", FunctionNames.function(call.tool()));
            function.put("arguments", call.arguments().toString());
        }
        for (Entry.ToolCall call : turn.tools()) {
            String answer = turns.answerOf(call.id());
            say(messages, "tool", answer == null ? "(not done)" : answer).put("tool_call_id", call.id());
        }
    }

    private static ObjectNode say(ArrayNode messages, String role, String text) {
        return messages.addObject().put("role", role).put("content", text);
    }

    private static ArrayNode functions(AgentSpec spec, boolean planning, @Nullable Plan plan) {
        ArrayNode functions = NODES.arrayNode();
        if (planning) {
            propose(functions, spec);
        } else {
            Predicate<String> may = name -> plan == null || plan.tools().contains(name);
            tools(functions, spec, may);
            peers(functions, spec, may);
        }
        if (!functions.isEmpty()
                || !spec.definition().spec().guardrails().mustNot().isEmpty()) {
            ObjectNode parameters =
                    function(functions, REFUSE, "Decline the request").putObject("parameters");
            text(parameters, "reason", "Why, in a sentence for the person who asked");
        }
        return functions;
    }

    private static void tools(ArrayNode functions, AgentSpec spec, Predicate<String> may) {
        for (String name : spec.definition().spec().tools()) {
            ToolRecord tool = spec.tools().get(name);
            if (may.test(name) && tool != null && tool.state() == ToolRecord.State.APPROVED) {
                function(functions, name, tool.description()).set("parameters", tool.inputSchema());
            }
        }
    }

    private static void peers(ArrayNode functions, AgentSpec spec, Predicate<String> may) {
        for (Map.Entry<String, String> peer : spec.peers().entrySet()) {
            String name = "agent/" + peer.getKey();
            if (may.test(name)) {
                ObjectNode parameters = function(
                                functions, name, "Ask the agent " + peer.getKey() + ": " + peer.getValue())
                        .putObject("parameters");
                text(parameters, "message", "What to ask, complete and on its own");
            }
        }
    }

    /// What it could call is told here, since nothing else can be called yet.
    private static void propose(ArrayNode functions, AgentSpec spec) {
        StringBuilder held = new StringBuilder("Propose which of these to call, in order:");
        ArrayNode names = NODES.arrayNode();
        spec.callable().forEach(name -> {
            ToolRecord tool = spec.tools().get(name);
            String peer = name.startsWith(PEER) ? spec.peers().get(name.substring(PEER.length())) : null;
            String does = tool == null ? peer : tool.description();
            names.add(name);
            held.append("\n- ").append(name).append(": ").append(does == null ? "" : does);
        });
        ObjectNode steps = NODES.objectNode().put("type", "array").put("maxItems", MOST_STEPS);
        ObjectNode step = steps.putObject("items").put("type", "object").put("additionalProperties", false);
        step.putArray("required").add("tool").add("why");
        ObjectNode fields = step.putObject("properties");
        fields.putObject("tool").set("enum", names);
        fields.putObject("why").put("type", "string").put("maxLength", 200);
        ObjectNode parameters = function(functions, Plan.PROPOSE, held.toString())
                .putObject("parameters")
                .put("type", "object")
                .put("additionalProperties", false);
        parameters.putArray("required").add("steps");
        parameters.putObject("properties").set("steps", steps);
    }

    private static ObjectNode function(ArrayNode functions, String tool, String description) {
        return functions
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", FunctionNames.function(tool))
                .put("description", description);
    }

    private static void text(ObjectNode parameters, String name, String description) {
        parameters.put("type", "object");
        parameters
                .putObject("properties")
                .putObject(name)
                .put("type", "string")
                .put("description", description)
                .put("maxLength", 600);
        parameters.putArray("required").add(name);
        parameters.put("additionalProperties", false);
    }
}
