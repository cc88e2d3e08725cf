package io.tandem.hub.mcp;

import io.tandem.hub.oauth.OAuthClient;
import java.net.URI;

/// How to come to a connector.
public sealed interface Way {
    /// With the same credential each time, or with none.
    record Shared(Endpoint endpoint) implements Way {}

    /// Not at all.
    ///
    /// @param reason in words, with what to do
    record Closed(String reason) implements Way {}

    /// With a token for each caller, made out to an audience.
    record AsCaller(URI url, String audience) implements Way {
        public Endpoint with(String accessToken) {
            return Endpoint.Http.bearer(url, () -> accessToken, false);
        }
    }

    /// With what each person granted at the server's authorization server.
    ///
    /// @param client ours there
    record ByGrant(String connector, URI url, OAuthClient client) implements Way {
        public Endpoint with(String accessToken) {
            return Endpoint.Http.bearer(url, () -> accessToken, false);
        }
    }
}
