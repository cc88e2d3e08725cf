package io.tandem.hub.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.Flow;
import io.tandem.hub.mcp.ToolAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at what a tool answered before it is told to anybody.
///
/// @param longest most bytes that are given to a model
public record Screening(int longest, SchemaCheck schemas, List<Classifier> classifiers) {

    public Screening {
        classifiers = List.copyOf(classifiers);
    }

    public Screening(int longest, SchemaCheck schemas) {
        this(longest, schemas, List.of(new Redactor(), new HiddenCharacters()));
    }

    /// What is told.
    public sealed interface Result {

        /// @param raises what reading it adds to what the tool's handling says
        record Told(List<String> texts, @Nullable JsonNode structured, boolean failed, Flow raises) implements Result {}

        /// @param reason what to do instead, for a model
        record TooLarge(String reason) implements Result {}

        /// The tool did not keep to its own schema; nothing that it said is passed on.
        record Unfit(String reason) implements Result {}
    }

    /// @param promised the schema of what the tool answers, null if it has none
    public Result of(ToolAnswer.Answered answered, @Nullable JsonNode promised) {
        long bytes = bytes(answered);
        if (bytes > longest) {
            return new Result.TooLarge(
                    "The answer has " + bytes + " bytes; at most " + longest + " are given to a model. Ask for less.");
        }
        if (promised != null && !answered.failed()) {
            Optional<String> fault = answered.structured() == null
                    ? Optional.of("it has no structured content")
                    : schemas.fault(promised, answered.structured());
            if (fault.isPresent()) {
                return new Result.Unfit("The tool's answer is not what the tool promises, and was left out: "
                        + classified(fault.get()).text());
            }
        }
        return told(answered);
    }

    private Result told(ToolAnswer.Answered answered) {
        List<Classifier.Finding> found =
                answered.texts().stream().map(this::classified).toList();
        Flow raises = found.stream().map(Classifier.Finding::raises).reduce(Flow.NONE, Flow::and);
        JsonNode structured = answered.structured();
        if (structured != null) {
            Raised raised = new Raised(raises);
            structured = screened(structured, raised);
            raises = raised.flow;
        }
        return new Result.Told(
                found.stream().map(Classifier.Finding::text).toList(), structured, answered.failed(), raises);
    }

    private Classifier.Finding classified(String text) {
        Classifier.Finding sum = Classifier.Finding.none(text);
        for (Classifier classifier : classifiers) {
            Classifier.Finding next = classifier.of(sum.text());
            sum = new Classifier.Finding(next.text(), sum.raises().and(next.raises()));
        }
        return sum;
    }

    /// What the parts of one answer raise together.
    private static final class Raised {
        private Flow flow;

        Raised(Flow flow) {
            this.flow = flow;
        }
    }

    private JsonNode screened(JsonNode value, Raised raised) {
        if (value.isTextual()) {
            Classifier.Finding finding = classified(value.textValue());
            raised.flow = raised.flow.and(finding.raises());
            return JsonNodeFactory.instance.textNode(finding.text());
        }
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> array.add(screened(item, raised)));
            return array;
        }
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(member -> object.set(member.getKey(), screened(member.getValue(), raised)));
            return object;
        }
        return value;
    }

    private static long bytes(ToolAnswer.Answered answered) {
        JsonNode structured = answered.structured();
        long bytes = structured == null ? 0 : structured.toString().getBytes(StandardCharsets.UTF_8).length;
        for (String text : answered.texts()) {
            bytes += text.getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }
}
