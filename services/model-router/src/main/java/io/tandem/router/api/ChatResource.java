package io.tandem.router.api;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.http.HangUp;
import io.tandem.kit.identity.Caller;
import io.tandem.router.call.RoutedStream;
import io.tandem.router.call.Router;
import io.tandem.router.chat.ChatRequest;
import io.tandem.router.chat.ChatRequestReader;
import io.tandem.router.chat.ModelFailure;
import io.tandem.router.chat.Origin;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// `POST /v1/chat/completions`, for people's programs and for our own services. When the caller goes away the
/// provider's call ends at once.
@Path("/v1/chat/completions")
@Authenticated
@Tag(name = "Models", description = "Language models by tier or name, OpenAI-compatible")
public class ChatResource {
    private final Router router;
    private final SecurityIdentity identity;
    private final CurrentVertxRequest connection;

    @Inject
    public ChatResource(Router router, SecurityIdentity identity, CurrentVertxRequest connection) {
        this.router = router;
        this.identity = identity;
        this.connection = connection;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @RunOnVirtualThread
    @Operation(
            operationId = "createChatCompletion",
            summary = "Ask a model",
            description = "OpenAI's chat completions. `model` is `tandem/fast`, `tandem/deep`, `tandem/auto` or a name"
                    + " from /v1/models. The answer carries `tandem`: provider, model, tier, cost, callId, note.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ChatBody.class)), required = true)
    @APIResponse(responseCode = "200", description = "The answer, or its chunks as server-sent events")
    @APIResponse(responseCode = "400", description = "The request is not valid, or the provider refused it")
    @APIResponse(responseCode = "404", description = "There is no such model")
    @APIResponse(responseCode = "429", description = "The provider takes no more calls for now")
    @APIResponse(responseCode = "502", description = "The provider failed")
    @APIResponse(responseCode = "503", description = "No model is configured, or it cannot be reached")
    @APIResponse(responseCode = "504", description = "The provider stalled")
    @APIResponse(responseCode = "default", description = "An error in OpenAI's shape; its code is our problem's slug")
    public Response complete(@Context HttpHeaders headers, byte[] body) {
        ChatRequest request = ChatRequestReader.read(body);
        Origin origin = CallOrigin.of(Caller.of(identity), headers);
        RoutedStream stream = router.open(request, origin);
        HangUp.watch(connection.getCurrent(), stream::close);
        if (request.stream().wanted()) {
            return Response.ok(ChunkStream.begin(request, stream), MediaType.SERVER_SENT_EVENTS)
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .header("X-Accel-Buffering", "no")
                    .build();
        }
        Answer answer = Answer.of(stream);
        return Response.ok(new Completion(request.model())
                        .whole(answer, stream.summary())
                        .toString())
                .type(MediaType.APPLICATION_JSON)
                .build();
    }

    @ServerExceptionMapper
    public Response failed(ModelFailure failure) {
        return ErrorBody.response(failure);
    }
}
