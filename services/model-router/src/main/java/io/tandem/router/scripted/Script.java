package io.tandem.router.scripted;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules of one file, compiled.
final class Script {
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m)");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationReader()))
            .build();

    private final List<CompiledRule> rules;

    private Script(List<CompiledRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /// @throws ModelFailure naming the place in the file that is wrong
    static Script read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new ModelFailure(
                    ModelProblem.SCRIPT, "The file of scripted models cannot be read: " + file + ".", null, e);
        }
    }

    static Script parse(String yaml) {
        try {
            Rule.File file = YAML.readValue(yaml, Rule.File.class);
            List<CompiledRule> compiled = new ArrayList<>();
            for (int i = 0; i < file.rules().size(); i++) {
                compiled.add(CompiledRule.of(file.rules().get(i), "rules[" + i + "]"));
            }
            return new Script(compiled);
        } catch (UnrecognizedPropertyException e) {
            throw new ModelFailure(
                    ModelProblem.SCRIPT, "There is no field \"" + e.getPropertyName() + "\"" + line(e) + ".");
        } catch (JsonProcessingException e) {
            throw new ModelFailure(ModelProblem.SCRIPT, "The rules cannot be read" + line(e) + ".");
        } catch (IllegalArgumentException e) {
            throw new ModelFailure(ModelProblem.SCRIPT, String.valueOf(e.getMessage()));
        }
    }

    private static String line(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
    }

    /// The first rule that fits.
    Optional<CompiledRule> rule(Situation situation) {
        for (CompiledRule rule : rules) {
            if (rule.takes(situation)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private static final class DurationReader extends JsonDeserializer<Duration> {
        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText();
            Matcher matcher = DURATION.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("\"" + text + "\" is no duration: write 20ms, 2s or 1m");
            }
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                default -> Duration.ofMinutes(amount);
            };
        }
    }
}
