package io.tandem.gateway.card;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.a2a.A2aErrors;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.gateway.calls.AgentCalls;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.pass.PassSigner;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/// `GET /a2a/agents/{agent}/.well-known/agent-card.json`, for callers that may see the agent.
@Path("/a2a/agents/{agent}/.well-known/agent-card.json")
@Authenticated
public class CardResource {
    private final AgentCalls calls;
    private final Cards cards;
    private final SecurityIdentity identity;

    @Inject
    public CardResource(AgentCalls calls, Cards cards, SecurityIdentity identity) {
        this.calls = calls;
        this.cards = cards;
        this.identity = identity;
    }

    @GET
    @RunOnVirtualThread
    public Response card(@PathParam("agent") String agent, @Context Request request) {
        byte[] card;
        try {
            card = A2aJson.write(cards.card(calls.agent(agent, Caller.of(identity))));
        } catch (A2aException e) {
            return Response.status(e.error().httpStatus())
                    .type(MediaType.APPLICATION_JSON)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .entity(A2aJson.write(A2aErrors.toHttpBody(e)))
                    .build();
        }
        EntityTag tag = new EntityTag(PassSigner.hash(card));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null ? unchanged : Response.ok(card, MediaType.APPLICATION_JSON);
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=60")
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .build();
    }
}
