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
import java.util.List;
import java.util.Map;

/// What the model is told: who it is, what was said, what its calls gave, and what it may call.
final class Prompt {
    static final String REFUSE = "refuse";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Prompt() {}

    static ModelRequest of(AgentSpec spec, Turns turns) {
        ArrayNode messages = NODES.arrayNode();
        say(messages, "system", system(spec));
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
        return new ModelRequest("tandem/" + tier(spec, turns).name(), messages, functions(spec));
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

    private static ArrayNode functions(AgentSpec spec) {
        ArrayNode functions = NODES.arrayNode();
        for (String name : spec.definition().spec().tools()) {
            ToolRecord tool = spec.tools().get(name);
            if (tool != null && tool.state() == ToolRecord.State.APPROVED) {
                function(functions, name, tool.description()).set("parameters", tool.inputSchema());
            }
        }
        for (Map.Entry<String, String> peer : spec.peers().entrySet()) {
            ObjectNode parameters = function(
                            functions,
                            "agent/" + peer.getKey(),
                            "Ask the agent " + peer.getKey() + ": " + peer.getValue())
                    .putObject("parameters");
            text(parameters, "message", "What to ask, complete and on its own");
        }
        if (!functions.isEmpty()
                || !spec.definition().spec().guardrails().mustNot().isEmpty()) {
            ObjectNode parameters =
                    function(functions, REFUSE, "Decline the request").putObject("parameters");
            text(parameters, "reason", "Why, in a sentence for the person who asked");
        }
        return functions;
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
