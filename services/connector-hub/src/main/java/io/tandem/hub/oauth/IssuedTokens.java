package io.tandem.hub.oauth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a token endpoint answered.
///
/// @param expires when the access token ends; null if it was not said
/// @param refresh null if there is none
/// @param scopes as granted
public record IssuedTokens(
        String access, @Nullable Instant expires, @Nullable String refresh, List<String> scopes) {
    public IssuedTokens {
        scopes = List.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "(tokens for " + scopes + ")";
    }
}
