package io.tandem.router.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.wire.ProviderJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// Errors as OpenAI's clients read them: `{"error":{"message","type","param","code"}}`, with our slug as the code.
final class ErrorBody {
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private ErrorBody() {}

    static ObjectNode of(ModelFailure failure) {
        ObjectNode body = ProviderJson.MAPPER.createObjectNode();
        ObjectNode error = body.putObject("error");
        error.put("message", failure.getMessage());
        error.put("type", failure.problem().errorType().name());
        error.put("param", failure.field());
        error.put("code", failure.problem().slug());
        error.put("retryable", failure.problem().retryable());
        return body;
    }

    static Response response(ModelFailure failure) {
        int status = failure.problem().status();
        Response.ResponseBuilder response = Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(of(failure).toString());
        if (status == TOO_MANY || status == UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, 5);
        }
        return response.build();
    }
}
