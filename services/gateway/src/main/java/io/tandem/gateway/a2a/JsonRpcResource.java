package io.tandem.gateway.a2a;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/// `POST /a2a/agents/{agent}`: A2A 1.0 over JSON-RPC 2.0. Streaming operations answer with server-sent events.
@Path("/a2a/agents/{agent}")
@Authenticated
public class JsonRpcResource {
    private final Exchange exchange;
    private final SecurityIdentity identity;

    @Inject
    public JsonRpcResource(Exchange exchange, SecurityIdentity identity) {
        this.exchange = exchange;
        this.identity = identity;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    public Response call(
            @PathParam("agent") String agent, @Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
        return exchange.jsonRpc(Incoming.of(agent, identity, headers, uri), body);
    }
}
