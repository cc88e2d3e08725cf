package io.tandem.gateway.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.JsonRpcResponse;
import java.nio.charset.StandardCharsets;

/// JSON-RPC 2.0 (specification 9): an error travels with HTTP status 200, but for what is wrong with the HTTP request
/// itself and for an agent that is not there.
///
/// @param id the request's
record JsonRpcForm(JsonNode id) implements WireForm {
    private static final byte[] OPEN = "{\"jsonrpc\":\"2.0\",\"id\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] RESULT = ",\"result\":".getBytes(StandardCharsets.UTF_8);

    @Override
    public byte[] result(byte[] json) {
        byte[] wireId = A2aJson.write(id);
        byte[] all = new byte[OPEN.length + wireId.length + RESULT.length + json.length + 1];
        int at = put(all, 0, OPEN);
        at = put(all, at, wireId);
        at = put(all, at, RESULT);
        at = put(all, at, json);
        all[at] = '}';
        return all;
    }

    @Override
    public byte[] error(A2aException error) {
        return JsonRpcResponse.error(id, error).bytes();
    }

    @Override
    public int status(A2aException error) {
        return switch (error.error()) {
            case AGENT_NOT_FOUND -> A2aError.AGENT_NOT_FOUND.httpStatus();
            case CONTENT_TYPE_NOT_SUPPORTED -> 415;
            default -> 200;
        };
    }

    private static int put(byte[] all, int at, byte[] piece) {
        System.arraycopy(piece, 0, all, at, piece.length);
        return at + piece.length;
    }
}
