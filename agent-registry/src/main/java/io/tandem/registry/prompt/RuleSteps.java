package io.tandem.registry.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the model is asked about one sentence of a policy: what it is about, and when it holds. Both are choices from
/// lists; values have to stand in the sentence.
public final class RuleSteps {
    private static final int TOKENS = 200;
    private static final int MOST_CONDITIONS = 3;

    private RuleSteps() {}

    /// @param choices what it can be about, each with what that is
    public static ModelStep about(String sentence, Map<String, String> choices) {
        return new ModelStep(
                "rule-about",
                "You read one sentence of a company's rules for its assistants and choose from the list what the"
                        + " sentence is about. Choose none if nothing in the list is meant.",
                List.of(
                        "Sentence: Nobody waters a plant with more than 2 litres.\nList:\n"
                                + "- garden/water: Waters a plant\n- garden/list_plants: Lists plants\n"
                                + "- every tool that changes something: all tools that do more than read\n"
                                + "- none: something else",
                        "{\"about\": \"garden/water\"}",
                        "Sentence: Risky assistants may not change anything.\nList:\n- garden/water: Waters a plant\n"
                                + "- every tool that changes something: all tools that do more than read\n"
                                + "- none: something else",
                        "{\"about\": \"every tool that changes something\"}"),
                "Sentence: " + oneLine(sentence) + "\nList:\n" + list(choices),
                schema(Map.of("about", strings(List.copyOf(choices.keySet())))),
                TOKENS);
    }

    /// @param facts what can be compared, each with what it is
    /// @param tests how, in words
    public static ModelStep when(String sentence, String about, Map<String, String> facts, List<String> tests) {
        ObjectNode condition = object(
                Map.of("fact", strings(List.copyOf(facts.keySet())), "test", strings(tests), "value", bounded()));
        ObjectNode conditions = JsonNodeFactory.instance.objectNode().put("type", "array");
        conditions.put("maxItems", MOST_CONDITIONS).set("items", condition);
        return new ModelStep(
                "rule-when",
                "You read one sentence of a company's rules and say when it holds: a list of conditions, all of which"
                        + " must be so. Copy each value from the sentence. Give no condition that the sentence does not"
                        + " name; a sentence without any has an empty list.",
                List.of(
                        "Sentence: Nobody waters a plant with more than 2 litres.\nIt is about garden/water.\nFacts:\n"
                                + "- litres: an argument\n- plant: an argument\n- risk: the agent's risk",
                        "{\"conditions\": [{\"fact\": \"litres\", \"test\": \"is above\", \"value\": \"2\"}]}",
                        "Sentence: Only the agent gardener may water the fern.\nIt is about garden/water.\nFacts:\n"
                                + "- plant: an argument\n- agent: the agent",
                        "{\"conditions\": [{\"fact\": \"plant\", \"test\": \"is\", \"value\": \"fern\"}, {\"fact\":"
                                + " \"agent\", \"test\": \"is not\", \"value\": \"gardener\"}]}",
                        "Sentence: Somebody approves every watering.\nIt is about garden/water.\nFacts:\n"
                                + "- plant: an argument\n- agent: the agent",
                        "{\"conditions\": []}"),
                "Sentence: " + oneLine(sentence) + "\nIt is about " + about + ".\nFacts:\n" + list(facts),
                schema(Map.of("conditions", conditions)),
                TOKENS);
    }

    private static String list(Map<String, String> choices) {
        return choices.entrySet().stream()
                .map(choice -> "- " + choice.getKey() + ": " + oneLine(choice.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static ObjectNode strings(List<String> values) {
        ArrayNode among = JsonNodeFactory.instance.arrayNode();
        values.forEach(among::add);
        return JsonNodeFactory.instance.objectNode().set("enum", among);
    }

    private static ObjectNode bounded() {
        return JsonNodeFactory.instance.objectNode().put("type", "string").put("maxLength", 80);
    }

    private static ObjectNode object(Map<String, ObjectNode> properties) {
        ObjectNode object =
                JsonNodeFactory.instance.objectNode().put("type", "object").put("additionalProperties", false);
        ArrayNode required = object.putArray("required");
        ObjectNode fields = object.putObject("properties");
        properties.keySet().stream().sorted().forEach(name -> {
            required.add(name);
            fields.set(name, properties.get(name));
        });
        return object;
    }

    private static JsonNode schema(Map<String, ObjectNode> properties) {
        return EventJson.read(object(properties).toString().getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300);
    }
}
