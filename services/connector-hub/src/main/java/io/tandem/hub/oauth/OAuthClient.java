package io.tandem.hub.oauth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an administrator was given by whoever runs an authorization server.
///
/// @param issuer of the authorization server; nobody else is shown the secret
/// @param secret null for a public client
/// @param scopes that people are asked for
public record OAuthClient(
        String issuer, String id, @Nullable String secret, List<String> scopes) {
    public OAuthClient {
        scopes = List.copyOf(scopes);
    }

    @Override
    public String toString() {
        return id + " at " + issuer;
    }
}
