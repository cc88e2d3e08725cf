package io.tandem.hub.grant;

import io.tandem.hub.oauth.AuthorizationServers;
import io.tandem.hub.oauth.OAuthClient;
import io.tandem.hub.oauth.OAuthFault;
import io.tandem.hub.seal.CannotOpen;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells authorization servers that grants are over (RFC 7009). What is over here stays so whatever they say.
@Singleton
public class Revocation {
    private static final Logger LOG = Logger.getLogger(Revocation.class);

    private final AuthorizationServers servers;
    private final GrantSeals seals;

    @Inject
    Revocation(AuthorizationServers servers, GrantSeals seals) {
        this.servers = servers;
        this.seals = seals;
    }

    /// @param atServer whether the authorization server took note
    /// @param reason why it did not, with what to do; null if it did
    @Schema(name = "RevokedConnection")
    public record Told(boolean atServer, @Nullable String reason) {}

    /// By its refresh token, which ends the other one too.
    Told tell(Grant grant, OAuthClient client) {
        try {
            String token = grant.refresh() == null ? grant.access() : grant.refresh();
            return servers.revoke(client, seals.open(grant, token))
                    ? new Told(true, null)
                    : new Told(false, "The server has no place to revoke; revoke it in your account there.");
        } catch (OAuthFault | CannotOpen e) {
            LOG.infof("what %s granted is revoked here only: %s", grant, e.getMessage());
            return new Told(false, "The server did not take note; revoke it in your account there.");
        }
    }

    /// Nobody waits for it: one after the other, and what a server says is logged.
    void tellLater(List<Grant> grants, OAuthClient client) {
        Thread.ofVirtual()
                .name("hub-revocation")
                .start(() -> grants.forEach(grant -> LOG.infof(
                        "what %s granted is over, %s",
                        grant, tell(grant, client).atServer() ? "at its server too" : "here only")));
    }
}
