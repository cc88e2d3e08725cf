package io.tandem.registry.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.events.ToolRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// The questions that the designer asks the model. Each is small enough for a model of 1.5 billion parameters: few
/// fields, all bounded, names from a list. The examples show the form with matters far from anybody's data.
public final class DesignSteps {
    private static final int TEXT_TOKENS = 400;
    private static final int LIST_TOKENS = 300;
    private static final String TEXT_SCHEMA = """
            {"type": "object", "additionalProperties": false, "required": ["name", "purpose", "instructions"],
             "properties": {
               "name": {"type": "string", "minLength": 3, "maxLength": 40},
               "purpose": {"type": "string", "minLength": 10, "maxLength": 200},
               "instructions": {"type": "string", "minLength": 20, "maxLength": 700}}}
            """;
    private static final String QUESTIONS_SCHEMA = """
            {"type": "object", "additionalProperties": false, "required": ["questions"],
             "properties": {"questions": {"type": "array", "minItems": 3, "maxItems": 4,
               "items": {"type": "string", "minLength": 8, "maxLength": 120}}}}
            """;
    private static final String TOOLS_SCHEMA = """
            {"type": "object", "additionalProperties": false, "required": ["tools"],
             "properties": {"tools": {"type": "array", "maxItems": %d,
               "items": {"type": "object", "additionalProperties": false, "required": ["tool", "reason"],
                 "properties": {"tool": {"enum": %s}, "reason": {"type": "string", "maxLength": 140}}}}}}
            """;

    private DesignSteps() {}

    public static ModelStep text(String description) {
        return new ModelStep(
                "text",
                "You write definitions of assistants. From a description you write a short name, the purpose in one"
                        + " sentence, and instructions of two to four sentences that tell the assistant how to work.",
                List.of(
                        "Description: Tells visitors which plants in the greenhouse need water, in a friendly tone.",
                        "{\"name\": \"plant-carer\", \"purpose\": \"Tells visitors which plants need water.\","
                                + " \"instructions\": \"Tell visitors which plants in the greenhouse need water."
                                + " Look the plants up before you answer. Be friendly and brief.\"}",
                        "Description: Compares offers of moving companies thoroughly and never signs anything.",
                        "{\"name\": \"moving-advisor\", \"purpose\": \"Compares offers of moving companies.\","
                                + " \"instructions\": \"Compare the offers of moving companies point by point. Name"
                                + " the differences and what is missing. Never sign anything.\"}"),
                "Description: " + oneLine(description),
                schema(TEXT_SCHEMA),
                TEXT_TOKENS);
    }

    /// The text again, after a wish for a change.
    public static ModelStep changedText(String purpose, String instructions, String change) {
        ModelStep step = text("");
        return new ModelStep(
                "change",
                step.system() + " You may be given a definition and a change: then give the changed definition and"
                        + " keep the rest.",
                step.examples(),
                "Purpose: " + oneLine(purpose) + "\nInstructions: " + oneLine(instructions) + "\nChange: "
                        + oneLine(change),
                step.schema(),
                TEXT_TOKENS);
    }

    public static ModelStep tools(String description, List<ToolRecord> candidates) {
        String names =
                candidates.stream().map(tool -> '"' + tool.key() + '"').collect(Collectors.joining(", ", "[", "]"));
        String list = candidates.stream()
                .map(tool -> "- " + tool.key() + ": " + cut(oneLine(tool.description())))
                .collect(Collectors.joining("\n"));
        return new ModelStep(
                "tools",
                "You choose tools for an assistant. Choose as few as possible: only what the description needs. Give"
                        + " a reason of one line for each.",
                List.of(
                        "Description: Tells visitors which plants need water.\nTools:\n"
                                + "- garden/list_plants: Lists plants with the day they were last watered\n"
                                + "- garden/remove_plant: Takes a plant out of the greenhouse\n"
                                + "- news/read: Reads the news",
                        "{\"tools\": [{\"tool\": \"garden/list_plants\", \"reason\": \"Shows when plants were last"
                                + " watered.\"}]}",
                        "Description: Tells jokes.\nTools:\n- news/read: Reads the news",
                        "{\"tools\": []}"),
                "Description: " + oneLine(description) + "\nTools:\n" + list,
                schema(TOOLS_SCHEMA.formatted(candidates.size(), names)),
                LIST_TOKENS);
    }

    public static ModelStep questions(String description) {
        return new ModelStep(
                "questions",
                "You write questions that people ask an assistant, to test it. Each is short, begins with How many,"
                        + " Which, Who or What, is about all of something and not about one of them, and asks for"
                        + " information only.",
                List.of(
                        "Description: Tells visitors which plants in the greenhouse need water.",
                        "{\"questions\": [\"How many plants are in the greenhouse?\", \"Which plants need water?\","
                                + " \"When was the fern last watered?\"]}"),
                "Description: " + oneLine(description),
                schema(QUESTIONS_SCHEMA),
                LIST_TOKENS);
    }

    private static JsonNode schema(String text) {
        return EventJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String cut(String text) {
        return text.length() <= 160 ? text : text.substring(0, 160);
    }
}
