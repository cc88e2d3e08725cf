package io.tandem.router.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.ModelProblem;

/// Reading and writing providers' JSON, and their errors in our words.
public final class ProviderJson {
    public static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final int TOLD = 300;

    private ProviderJson() {}

    public static byte[] write(JsonNode body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written", e);
        }
    }

    static JsonNode read(Endpoint endpoint, String data) {
        JsonNode node;
        try {
            node = MAPPER.readTree(data);
        } catch (JsonProcessingException e) {
            throw new ModelFailure(ModelProblem.GARBAGE, endpoint.provider() + " sent something that is not JSON.");
        }
        if (!node.isObject()) {
            throw new ModelFailure(ModelProblem.GARBAGE, endpoint.provider() + " sent something that is no event.");
        }
        if (node.hasNonNull("error")) {
            throw inStream(endpoint.provider(), node.path("error"));
        }
        return node;
    }

    /// What the provider said in the usual shape `{"error":{"message":…}}`, shortened; else nothing.
    static String message(String body) {
        try {
            JsonNode root = MAPPER.readTree(body);
            JsonNode error = (root.isArray() ? root.path(0) : root).path("error");
            String text =
                    error.isTextual() ? error.asText() : error.path("message").asText("");
            return text.length() > TOLD ? text.substring(0, TOLD) + "…" : text;
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /// An answer with another status than 200.
    static ModelFailure refusal(String provider, int status, String said) {
        String words = said.isBlank() ? "" : ": " + said;
        return switch (status) {
            case 401, 403 ->
                new ModelFailure(
                        ModelProblem.DENIED,
                        provider + " refuses the key: check it, or remove it from the environment.");
            case 429 -> new ModelFailure(ModelProblem.RATE_LIMITED, provider + " takes no more calls for now" + words);
            case 400, 404, 405, 413, 415, 422 ->
                new ModelFailure(ModelProblem.REFUSED, provider + " refused the request" + words);
            case 503 -> new ModelFailure(ModelProblem.MODEL_LOADING, provider + " is not ready" + words);
            default -> new ModelFailure(ModelProblem.FAILED, provider + " answered with status " + status + words);
        };
    }

    /// An error that came as an event.
    private static ModelFailure inStream(String provider, JsonNode error) {
        String kind = error.path("type").asText("") + " " + error.path("code").asText("");
        String said = error.isTextual() ? error.asText() : error.path("message").asText("");
        String words = said.isBlank() ? "." : ": " + (said.length() > TOLD ? said.substring(0, TOLD) + "…" : said);
        boolean full = kind.contains("overloaded") || kind.contains("rate_limit") || kind.contains("429");
        return new ModelFailure(full ? ModelProblem.RATE_LIMITED : ModelProblem.FAILED, provider + " failed" + words);
    }
}
