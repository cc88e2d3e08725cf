package io.tandem.registry.definition;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tandem.events.AgentDefinition;
import io.tandem.events.EventJson;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// Turns text into a checked definition, and a definition into text.
@Singleton
public final class DefinitionReader {
    private static final int DEEPEST = 30;
    private static final int TOLD = 5;

    private final ObjectMapper json;
    private final ObjectMapper yaml;
    private final DefinitionSchema schema;

    @Inject
    public DefinitionReader(DefinitionSchema schema) {
        this.schema = schema;
        this.json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
        YAMLFactory factory = YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build();
        factory.setStreamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
        this.yaml = YAMLMapper.builder(factory)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /// @throws ProblemException if the text is no JSON, or no valid definition
    public AgentDefinition json(String text) {
        try {
            return checked(json.readTree(text));
        } catch (JsonProcessingException e) {
            throw unreadable("JSON", e);
        }
    }

    /// @throws ProblemException if the text is no YAML, or no valid definition
    public AgentDefinition yaml(String text) {
        try {
            return checked(yaml.readTree(text));
        } catch (JsonProcessingException e) {
            throw unreadable("YAML", e);
        }
    }

    /// Checks a tree against schema and rules, and fills in what the schema gives defaults for.
    ///
    /// @throws ProblemException with the path of the first fault
    public AgentDefinition checked(JsonNode tree) {
        List<Fault> faults = faults(tree);
        if (!faults.isEmpty()) {
            boolean shape = !schema.faults(tree).isEmpty();
            throw invalid(shape ? DefinitionProblem.DEFINITION_INVALID : DefinitionProblem.CASES_INVALID, faults);
        }
        return definition(tree);
    }

    /// What is wrong with a tree, by the schema and, where that holds, by the rules about cases.
    public List<Fault> faults(JsonNode tree) {
        List<Fault> faults = new ArrayList<>(schema.faults(tree));
        if (faults.isEmpty()) {
            faults.addAll(CaseRules.faults(definition(tree).spec()));
        }
        return faults;
    }

    /// A definition that was checked when it was stored.
    public static AgentDefinition stored(String text) {
        return EventJson.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), AgentDefinition.class);
    }

    /// As stored and published.
    public static String text(AgentDefinition definition) {
        return new String(EventJson.write(definition), java.nio.charset.StandardCharsets.UTF_8);
    }

    /// As people keep it in a file.
    public String toYaml(AgentDefinition definition) {
        try {
            return yaml.writeValueAsString(EventJson.toTree(definition));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a definition that YAML cannot hold", e);
        }
    }

    private static AgentDefinition definition(JsonNode tree) {
        ObjectNode whole = tree.deepCopy();
        ObjectNode spec = whole.withObject("/spec");
        setDefault(spec, "tier", "fast");
        setDefault(spec, "risk", "medium");
        spec.withObject("/budget");
        spec.withObject("/guardrails");
        return EventJson.read(whole, AgentDefinition.class);
    }

    private static void setDefault(ObjectNode node, String field, String value) {
        if (!node.has(field)) {
            node.put(field, value);
        }
    }

    private static ProblemException invalid(DefinitionProblem kind, List<Fault> faults) {
        String rest = faults.stream()
                .skip(1)
                .limit(TOLD)
                .map(Fault::toString)
                .reduce("", (told, fault) -> told + " " + fault);
        Fault first = faults.getFirst();
        return new ProblemException(
                kind, rest.isEmpty() ? first.message() : first.message() + " Also:" + rest, first.path(), null);
    }

    private static ProblemException unreadable(String format, JsonProcessingException e) {
        String where = e.getLocation() == null
                ? "."
                : " from line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + " on.";
        return new ProblemException(
                DefinitionProblem.DEFINITION_UNREADABLE, "The text cannot be read as " + format + where);
    }
}
