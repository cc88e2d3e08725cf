package io.tandem.hub.grant;

import io.tandem.hub.oauth.IssuedTokens;
import io.tandem.hub.seal.Sealing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// Seals the tokens of grants and opens them.
@Singleton
final class GrantSeals {
    private final Sealing sealing;

    @Inject
    GrantSeals(Sealing sealing) {
        this.sealing = sealing;
    }

    /// A grant with these tokens in the place of its own.
    Grant sealed(Grant grant, IssuedTokens tokens) {
        String refresh = tokens.refresh();
        return new Grant(
                grant.person(),
                grant.connector(),
                grant.issuer(),
                grant.client(),
                grant.resource(),
                tokens.scopes(),
                sealing.seal(about(grant), tokens.access()),
                tokens.expires(),
                refresh == null ? null : sealing.seal(about(grant), refresh),
                grant.connected(),
                grant.used());
    }

    /// One of a grant's tokens.
    ///
    /// @throws io.tandem.hub.seal.CannotOpen if it was sealed with another secret
    String open(Grant grant, String token) {
        return sealing.open(about(grant), token);
    }

    private static String about(Grant grant) {
        return "grant:" + grant.person() + " at " + grant.connector();
    }
}
