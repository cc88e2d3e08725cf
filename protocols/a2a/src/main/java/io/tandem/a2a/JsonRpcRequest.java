package io.tandem.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// A JSON-RPC 2.0 request for one of A2A's operations (specification 9.3). Batches and notifications are refused: each
/// operation has an answer.
///
/// @param id a string, an integer or JSON null
/// @param params always an object; read it by `A2aJson.read(params, operation.requestType())`
public record JsonRpcRequest(JsonNode id, Operation operation, JsonNode params) {
    /// The id of what answers no request.
    static final JsonNode NO_ID = NullNode.getInstance();

    private static final int SHOWN = 100;

    /// Reads the envelope, not the parameters.
    ///
    /// @throws JsonRpcException with the id and what is wrong
    public static JsonRpcRequest parse(byte[] body) {
        JsonNode tree;
        try {
            tree = A2aJson.parse(body);
        } catch (A2aException e) {
            throw new JsonRpcException(NO_ID, e);
        }
        JsonNode given = tree.path("id");
        boolean idIsValid = given.isTextual() || given.isIntegralNumber() || given.isNull();
        JsonNode id = idIsValid ? given : NO_ID;
        if (!tree.isObject()) {
            throw invalid(id, "The request must be one JSON object");
        }
        if (!"2.0".equals(tree.path("jsonrpc").textValue())) {
            throw invalid(id, "jsonrpc must be \"2.0\"");
        }
        if (!idIsValid) {
            throw invalid(id, "id must be a string, an integer or null, and present");
        }
        String method = tree.path("method").textValue();
        if (method == null) {
            throw invalid(id, "method must be a string");
        }
        return new JsonRpcRequest(id, operation(id, method), params(id, tree.path("params")));
    }

    /// The bytes of a request, for clients.
    ///
    /// @param request a record of the operation's request type
    public static byte[] write(String id, Operation operation, Record request) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("jsonrpc", "2.0");
        object.put("id", id);
        object.put("method", operation.methodName());
        object.set("params", A2aJson.toTree(request));
        return A2aJson.write(object);
    }

    private static Operation operation(JsonNode id, String method) {
        return Operation.of(method).orElseThrow(() -> {
            String shown = method.length() > SHOWN ? method.substring(0, SHOWN) : method;
            return new JsonRpcException(
                    id,
                    new A2aException(
                            A2aError.METHOD_NOT_FOUND, A2aError.METHOD_NOT_FOUND.title(), Map.of("method", shown)));
        });
    }

    private static JsonNode params(JsonNode id, JsonNode params) {
        if (params.isMissingNode() || params.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!params.isObject()) {
            throw new JsonRpcException(id, A2aException.invalid("params", "must be an object"));
        }
        return params;
    }

    private static JsonRpcException invalid(JsonNode id, String message) {
        return new JsonRpcException(id, new A2aException(A2aError.INVALID_REQUEST, message));
    }
}
