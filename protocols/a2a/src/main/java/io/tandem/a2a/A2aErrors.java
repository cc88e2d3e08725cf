package io.tandem.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Errors on the wire: the JSON-RPC error object (specification 9.5), which the Kafka binding uses too, and the
/// `google.rpc.Status` body of HTTP+JSON (11.6). Both carry a `google.rpc.ErrorInfo`, and a `google.rpc.BadRequest`
/// where one field is at fault.
public final class A2aErrors {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TYPE = "@type";
    private static final String ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo";
    private static final String BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest";

    private A2aErrors() {}

    /// `{"code": -32001, "message": "...", "data": [ErrorInfo]}`
    public static ObjectNode toJsonRpc(A2aException exception) {
        ObjectNode object = NODES.objectNode();
        object.put("code", exception.error().code());
        object.put("message", exception.message());
        object.set("data", details(exception));
        return object;
    }

    /// `{"error": {"code": 404, "status": "NOT_FOUND", "message": "...", "details": [ErrorInfo]}}`; the HTTP status is
    /// [A2aError#httpStatus()].
    public static ObjectNode toHttpBody(A2aException exception) {
        ObjectNode status = NODES.objectNode();
        status.put("code", exception.error().httpStatus());
        status.put("status", exception.error().grpcStatus());
        status.put("message", exception.message());
        status.set("details", details(exception));
        return NODES.objectNode().set("error", status);
    }

    /// The exception of a JSON-RPC error object, however a foreign server filled it. Its code decides, for a code of
    /// the table; else its reason; an error that nobody knows is INVALID_AGENT_RESPONSE and keeps code and message.
    public static A2aException fromJsonRpc(JsonNode object) {
        int code = object.path("code").asInt(0);
        JsonNode info = errorInfo(object.path("data"));
        Optional<A2aError> error = A2aError.ofCode(code).or(() -> ofReason(info));
        return exception(error.orElse(A2aError.INVALID_AGENT_RESPONSE), object, info, code, error.isEmpty());
    }

    /// The exception of an HTTP+JSON error body; its reason decides, without one the HTTP status.
    ///
    /// @param httpStatus the status of the answer
    /// @param body any JSON, also one without an `error`
    public static A2aException fromHttpBody(int httpStatus, JsonNode body) {
        JsonNode status = body.path("error");
        JsonNode info = errorInfo(status.path("details"));
        Optional<A2aError> error = ofReason(info);
        return exception(
                error.orElseGet(() -> A2aError.ofHttpStatus(httpStatus)), status, info, httpStatus, error.isEmpty());
    }

    private static A2aException exception(A2aError error, JsonNode object, JsonNode info, int code, boolean unknown) {
        Map<String, String> metadata = new LinkedHashMap<>();
        info.path("metadata").properties().forEach(entry -> {
            if (entry.getValue().isValueNode()) {
                metadata.put(entry.getKey(), entry.getValue().asText());
            }
        });
        if (unknown) {
            metadata.put("code", Integer.toString(code));
        }
        String message = object.path("message").asText("");
        return new A2aException(error, message.isEmpty() ? error.title() : message, metadata);
    }

    private static ArrayNode details(A2aException exception) {
        ArrayNode details = NODES.arrayNode();
        ObjectNode info = details.addObject();
        info.put(TYPE, ERROR_INFO);
        info.put("reason", exception.error().reason());
        info.put("domain", exception.error().domain());
        if (!exception.metadata().isEmpty()) {
            ObjectNode metadata = info.putObject("metadata");
            new TreeMap<>(exception.metadata()).forEach(metadata::put);
        }
        String field = exception.metadata().get("field");
        if (field != null) {
            ObjectNode request = details.addObject();
            request.put(TYPE, BAD_REQUEST);
            ObjectNode violation = request.putArray("fieldViolations").addObject();
            violation.put("field", field);
            violation.put("description", exception.metadata().getOrDefault("description", exception.message()));
        }
        return details;
    }

    private static JsonNode errorInfo(JsonNode details) {
        for (JsonNode detail : details) {
            if (ERROR_INFO.equals(detail.path(TYPE).asText())) {
                return detail;
            }
        }
        return NODES.missingNode();
    }

    private static Optional<A2aError> ofReason(JsonNode info) {
        return A2aError.ofReason(info.path("reason").asText(""));
    }
}
