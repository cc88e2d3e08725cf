package io.tandem.registry.keys;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.events.KeyRecord;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.identity.InternalCallers;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.publish.Publication;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// `POST /internal/registry/keys`: a service registers a key that signs passes.
@Path("/internal/registry/keys")
@Authenticated
@InternalCallers({"tandem-gateway", "tandem-runtime", "tandem-governance"})
public class KeysResource {
    private final SigningKeys keys;
    private final Publication publication;
    private final SecurityIdentity identity;

    @Inject
    public KeysResource(SigningKeys keys, Publication publication, SecurityIdentity identity) {
        this.keys = keys;
        this.publication = publication;
        this.identity = identity;
    }

    /// Stored when this returns; on `registry.keys` soon after.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public void register(Registration body) {
        keys.register(body.key(), Caller.of(identity));
        publication.hint();
    }

    /// What arrives: any field may be missing.
    public record Registration(
            int schema,
            @Nullable String keyId,
            @Nullable String issuer,
            @Nullable String publicKey,
            java.time.@Nullable Instant notAfter) {
        KeyRecord key() {
            return new KeyRecord(
                    schema,
                    given("keyId", keyId),
                    given("issuer", issuer),
                    given("publicKey", publicKey),
                    given("notAfter", notAfter));
        }

        private static <T> T given(String field, @Nullable T value) {
            if (value == null) {
                throw ProblemException.invalid(field, "This field is required.");
            }
            return value;
        }
    }
}
