package io.tandem.registry.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tandem.kit.identity.ServiceToken;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks model-router for one schema-constrained answer. An answer that does not fit its schema is corrected once: the
/// model sees what it wrote and what is wrong with it.
@Singleton
public class DesignModel {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Logger LOG = Logger.getLogger(DesignModel.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DesignerSettings settings;
    private final ServiceToken token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    @Inject
    public DesignModel(DesignerSettings settings, ServiceToken token) {
        this.settings = settings;
        this.token = token;
    }

    /// For whom is asked; model-router books the call to them.
    public record OnBehalf(String person, String team) {}

    /// @throws ProblemException MODEL_UNAVAILABLE, or MODEL_UNUSABLE after the second answer
    public JsonNode ask(ModelStep step, OnBehalf whom) {
        ArrayNode messages = messages(step);
        String first = call(step, messages, whom);
        String fault = fault(step.schema(), first);
        if (fault == null) {
            return read(first);
        }
        LOG.infof("designer step %s is asked again: %s", step.name(), fault);
        message(messages, "assistant", first);
        message(messages, "user", "That does not fit: " + fault + ". Answer again with JSON that fits the schema.");
        String second = call(step, messages, whom);
        String stillWrong = fault(step.schema(), second);
        if (stillWrong != null) {
            throw new ProblemException(
                    ModelProblem.MODEL_UNUSABLE, "In the step " + step.name() + " its answer was: " + stillWrong + ".");
        }
        return read(second);
    }

    private static ArrayNode messages(ModelStep step) {
        ArrayNode messages = MAPPER.createArrayNode();
        message(messages, "system", step.system());
        for (int i = 0; i < step.examples().size(); i++) {
            message(messages, i % 2 == 0 ? "user" : "assistant", step.examples().get(i));
        }
        message(messages, "user", step.question());
        return messages;
    }

    private static void message(ArrayNode messages, String role, String content) {
        messages.addObject().put("role", role).put("content", content);
    }

    private String call(ModelStep step, ArrayNode messages, OnBehalf whom) {
        ObjectNode body = MAPPER.createObjectNode()
                .put("model", settings.model())
                .put("temperature", 0)
                .put("max_tokens", step.maxTokens());
        body.set("messages", messages);
        ObjectNode format = body.putObject("response_format").put("type", "json_schema");
        format.putObject("json_schema")
                .put("name", step.name())
                .put("strict", true)
                .set("schema", step.schema());
        HttpResponse<String> answer = send(body.toString(), whom);
        if (answer.statusCode() == UNAUTHORIZED) {
            token.forget("registry");
            answer = send(body.toString(), whom);
        }
        JsonNode json = parse(answer.body());
        if (answer.statusCode() != OK || json == null) {
            String said = json == null
                    ? ""
                    : " It says: " + json.path("error").path("message").asText("nothing");
            throw new ProblemException(
                    ModelProblem.MODEL_UNAVAILABLE,
                    "model-router answers with status " + answer.statusCode() + "." + said);
        }
        return json.path("choices").path(0).path("message").path("content").asText("");
    }

    private HttpResponse<String> send(String body, OnBehalf whom) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(settings.routerUrl() + "/v1/chat/completions"))
                .timeout(settings.timeout())
                .header("Authorization", "Bearer " + token.of("registry"))
                .header("Content-Type", "application/json")
                .header("Tandem-Team", whom.team())
                .header("Tandem-Agent", "designer")
                .header("Tandem-On-Behalf-Of", whom.person())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ProblemException(
                    ModelProblem.MODEL_UNAVAILABLE, "model-router cannot be reached or took too long.", null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ModelProblem.MODEL_UNAVAILABLE, "The platform is stopping.", null, e);
        }
    }

    private static @Nullable String fault(JsonNode schema, String answer) {
        JsonNode json = parse(answer);
        if (json == null || !json.isObject()) {
            return "it is not a JSON object";
        }
        String faults = SCHEMAS.getSchema(schema).validate(json).stream()
                .map(Error::getMessage)
                .limit(3)
                .collect(Collectors.joining("; "));
        return faults.isEmpty() ? null : faults;
    }

    private static JsonNode read(String answer) {
        JsonNode json = parse(answer);
        if (json == null) {
            throw new IllegalStateException("checked before");
        }
        return json;
    }

    private static @Nullable JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
