package io.tandem.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// A JSON-RPC 2.0 response: a result, or an error of the table. Each `data:` of a stream is one of these (9.4.2).
///
/// @param id the request's
/// @param result null exactly when there is an error
public record JsonRpcResponse(
        JsonNode id, @Nullable JsonNode result, @Nullable A2aException error) {

    public JsonRpcResponse {
        if ((result == null) == (error == null)) {
            throw new IllegalArgumentException("A response has either a result or an error");
        }
    }

    /// The answer of an operation.
    ///
    /// @param result a record of this package, or a JSON tree
    public static JsonRpcResponse result(JsonNode id, Object result) {
        return new JsonRpcResponse(id, result instanceof JsonNode tree ? tree : A2aJson.toTree(result), null);
    }

    /// The refusal of an operation.
    public static JsonRpcResponse error(JsonNode id, A2aException error) {
        return new JsonRpcResponse(id, null, error);
    }

    /// Reads a server's response.
    ///
    /// @throws A2aException INVALID_AGENT_RESPONSE where it is none
    public static JsonRpcResponse parse(byte[] body) {
        JsonNode tree;
        try {
            tree = A2aJson.parse(body);
        } catch (A2aException e) {
            throw new A2aException(A2aError.INVALID_AGENT_RESPONSE, "The response is not JSON", e.metadata(), e);
        }
        JsonNode error = tree.path("error");
        if (error.isObject()) {
            return error(tree.path("id"), A2aErrors.fromJsonRpc(error));
        }
        if (!tree.has("result")) {
            throw new A2aException(A2aError.INVALID_AGENT_RESPONSE, "The response has neither result nor error");
        }
        return new JsonRpcResponse(tree.path("id"), tree.get("result"), null);
    }

    /// The result as a record.
    ///
    /// @throws A2aException the error of the response; INVALID_AGENT_RESPONSE where the result is no such record
    public <T> T as(Class<T> type) {
        if (error != null || result == null) {
            throw error == null ? new A2aException(A2aError.INVALID_AGENT_RESPONSE) : error;
        }
        try {
            return A2aJson.read(result, type);
        } catch (A2aException e) {
            throw new A2aException(
                    A2aError.INVALID_AGENT_RESPONSE,
                    A2aError.INVALID_AGENT_RESPONSE.title() + ": " + e.message(),
                    e.metadata(),
                    e);
        }
    }

    /// The response on the wire.
    public ObjectNode toTree() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("jsonrpc", "2.0");
        object.set("id", id);
        if (error != null) {
            object.set("error", A2aErrors.toJsonRpc(error));
        } else {
            object.set("result", result);
        }
        return object;
    }

    /// The bytes of [#toTree()].
    public byte[] bytes() {
        return A2aJson.write(toTree());
    }
}
