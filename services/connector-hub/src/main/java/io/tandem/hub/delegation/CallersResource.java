package io.tandem.hub.delegation;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.hub.realm.NotDelegated;
import io.tandem.hub.realm.TokenExchange;
import io.tandem.kit.identity.InternalCallers;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// `PUT /internal/hub/callers`: the gateway hands over who asks an agent that acts for its callers.
@Path("/internal/hub/callers")
@Authenticated
@InternalCallers({"tandem-gateway"})
@Consumes(MediaType.APPLICATION_JSON)
public class CallersResource {
    private final TokenExchange realm;
    private final CallerTokens tokens;

    @Inject
    CallersResource(TokenExchange realm, CallerTokens tokens) {
        this.realm = realm;
        this.tokens = tokens;
    }

    /// @param token the caller's access token
    public record Handed(@Nullable String token) {
        @Override
        public String toString() {
            return "(a token)";
        }
    }

    /// @throws ProblemException INVALID_REQUEST for a token that the hub cannot act with
    @PUT
    @RunOnVirtualThread
    @Operation(hidden = true)
    public void keep(Handed handed) {
        if (handed.token() == null) {
            throw ProblemException.invalid("token", "This field is required.");
        }
        try {
            tokens.keep(realm.person(handed.token()), handed.token());
        } catch (NotDelegated e) {
            throw ProblemException.invalid("token", e.reason());
        }
    }
}
