package io.tandem.hub.connection;

import io.tandem.hub.connection.GrantRequests.Begun;
import io.tandem.hub.grant.GrantSettings;
import io.tandem.hub.mcp.Way;
import io.tandem.hub.oauth.AuthorizationServers;
import io.tandem.hub.oauth.Discovery;
import io.tandem.hub.oauth.IssuedTokens;
import io.tandem.hub.oauth.OAuthFault;
import io.tandem.hub.oauth.Pkce;
import io.tandem.hub.oauth.ProtectedResource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;

/// The way to a server's authorization server, and back with a code.
@Singleton
final class Journeys {
    private final Discovery discovery;
    private final AuthorizationServers servers;
    private final GrantSettings settings;

    @Inject
    Journeys(Discovery discovery, AuthorizationServers servers, GrantSettings settings) {
        this.discovery = discovery;
        this.servers = servers;
        this.settings = settings;
    }

    /// Where a person is sent, and what they come back with.
    ///
    /// @param begun what is compared then
    record Journey(URI url, String state, Begun begun, Instant expires) {}

    /// @throws OAuthFault if the authorization server cannot be used, or is not the connector's
    Journey to(Way.ByGrant way) throws OAuthFault {
        ProtectedResource resource = discovery.resource(way.url());
        String issuer = discovery.issuer(resource, way.client().issuer());
        Begun begun = new Begun(issuer, resource.resource(), Pkce.random());
        String state = Pkce.random();
        URI url = servers.authorization(wanted(way, begun), state, begun.verifier());
        return new Journey(url, state, begun, Instant.now().plus(settings.requestExpiry()));
    }

    /// @throws OAuthFault if nothing is given for the code
    IssuedTokens back(Way.ByGrant way, Begun begun, Connections.Answer answer) throws OAuthFault {
        return servers.redeem(wanted(way, begun), answer.code(), begun.verifier(), answer.iss());
    }

    private AuthorizationServers.Wanted wanted(Way.ByGrant way, Begun begun) {
        return new AuthorizationServers.Wanted(way.client(), begun.resource(), settings.redirect(way.connector()));
    }
}
