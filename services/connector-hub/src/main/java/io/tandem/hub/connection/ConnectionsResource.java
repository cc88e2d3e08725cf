package io.tandem.hub.connection;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.hub.access.Page;
import io.tandem.hub.connection.Connections.SignedIn;
import io.tandem.hub.grant.Revocation;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/connections`: a person's own connections to tool servers, and nobody else's.
@Path("/api/v1/connections")
@Authenticated
@Tag(name = "Connections", description = "What one granted to agents at tool servers that have accounts of their own")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConnectionsResource {
    private final Connections connections;
    private final SecurityIdentity identity;

    @Inject
    ConnectionsResource(Connections connections, SecurityIdentity identity) {
        this.connections = connections;
        this.identity = identity;
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listConnections", summary = "Servers that people connect, with what one granted there")
    public Page<Connection> list(
            @QueryParam("pageSize") @Nullable Integer pageSize,
            @QueryParam("pageToken") @DefaultValue("") String after) {
        return Page.of(connections.of(who().person()), Connection::connector, after, Page.size(pageSize));
    }

    @POST
    @Path("/{connector}/authorization")
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    @Operation(
            operationId = "beginConnection",
            summary = "Begin to connect: the address at which one says yes; one comes back to the console")
    public Connections.Authorization begin(@PathParam("connector") String connector) {
        return connections.begin(who(), connector);
    }

    /// What the authorization server added to the address that one came back to.
    @Schema(name = "ConnectionAnswer")
    public record AnswerBody(
            @Nullable String state,
            @Nullable String code,
            @Nullable String iss) {
        @Override
        public String toString() {
            return "(an answer)";
        }
    }

    @PUT
    @Path("/{connector}/authorization")
    @RunOnVirtualThread
    @Operation(
            operationId = "completeConnection",
            summary = "Connect with what one came back with; only in the session that began, and once")
    public Connection complete(@PathParam("connector") String connector, AnswerBody body) {
        return connections.complete(
                who(),
                connector,
                new Connections.Answer(given("state", body.state()), given("code", body.code()), body.iss()));
    }

    @DELETE
    @Path("/{connector}")
    @RunOnVirtualThread
    @Operation(operationId = "revokeConnection", summary = "Revoke what one granted, here and at the server")
    public Revocation.Told revoke(@PathParam("connector") String connector) {
        return connections.revoke(who().person(), connector);
    }

    private SignedIn who() {
        Caller caller = Caller.of(identity);
        if (caller.kind() != Caller.Kind.person) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "People connect servers, services do not.");
        }
        String session = ((JsonWebToken) identity.getPrincipal()).getClaim("sid");
        return new SignedIn(caller.id(), session == null ? "" : session);
    }

    private static String given(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw ProblemException.invalid(field, "This field is required.");
        }
        return value;
    }
}
