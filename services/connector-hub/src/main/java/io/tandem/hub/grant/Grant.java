package io.tandem.hub.grant;

import io.tandem.hub.mcp.Way;
import io.tandem.hub.oauth.ProtectedResource;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person granted at a connector's server; its tokens are sealed.
///
/// @param person as `person:NAME`
/// @param resource the server that it is for
/// @param expires when the access token ends; null if nobody said
/// @param refresh null if it cannot be refreshed
/// @param used when a call was last made with it
public record Grant(
        String person,
        String connector,
        String issuer,
        String client,
        String resource,
        List<String> scopes,
        String access,
        @Nullable Instant expires,
        @Nullable String refresh,
        Instant connected,
        @Nullable Instant used) {
    public Grant {
        scopes = List.copyOf(scopes);
    }

    /// Whether the access token still holds at that time, as far as anybody said.
    boolean holds(Instant at) {
        return expires == null || expires.isAfter(at);
    }

    /// Whether a connector is still what its person said yes to: this server, by this client. An administrator who
    /// changes these changes that.
    public boolean fits(String itsIssuer, String itsClient, URI server) {
        return issuer.equals(itsIssuer) && client.equals(itsClient) && ProtectedResource.covers(resource, server);
    }

    boolean fits(Way.ByGrant way) {
        return fits(way.client().issuer(), way.client().id(), way.url());
    }

    @Override
    public String toString() {
        return person + " at " + connector;
    }
}
