package io.tandem.a2a;

import com.fasterxml.jackson.databind.JsonNode;

/// A JSON-RPC request that is none. Keeps the request's id, as far as there is one, so that the answer can carry it:
/// `JsonRpcResponse.error(e.id(), e.error())`.
public final class JsonRpcException extends RuntimeException {
    private final transient JsonNode id;
    private final A2aException error;

    JsonRpcException(JsonNode id, A2aException error) {
        super(error.message(), error);
        this.id = id;
        this.error = error;
    }

    /// The id, or JSON null.
    public JsonNode id() {
        return id;
    }

    /// PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND or INVALID_PARAMS.
    public A2aException error() {
        return error;
    }
}
