package io.tandem.kit.identity;

import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Access tokens with which services call each other: client credentials, fetched when first needed and kept until
/// shortly before they expire. The OIDC client is named like the service (`quarkus.oidc-client.<service>.*`).
@Singleton
public final class ServiceToken {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration UNKNOWN_LIFETIME = Duration.ofMinutes(1);

    private final OidcClients clients;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(String token, Instant until) {}

    @Inject
    public ServiceToken(OidcClients clients) {
        this.clients = clients;
    }

    /// A token of that service, blocking for at most ten seconds.
    ///
    /// @param service the short name, such as `gateway`
    /// @throws RuntimeException if the identity provider refuses or cannot be reached
    public String of(String service) {
        Kept known = kept.get(service);
        if (known != null && Instant.now().isBefore(known.until())) {
            return known.token();
        }
        Kept fresh = fetch(service);
        kept.put(service, fresh);
        return fresh.token();
    }

    /// Throws the kept token away, after an answer 401.
    public void forget(String service) {
        kept.remove(service);
    }

    private Kept fetch(String service) {
        Tokens tokens = clients.getClient(service).getTokens().await().atMost(ANSWER);
        Long expires = tokens.getAccessTokenExpiresAt();
        Instant until = expires == null ? Instant.now().plus(UNKNOWN_LIFETIME) : Instant.ofEpochSecond(expires);
        return new Kept(tokens.getAccessToken(), until.minus(MARGIN));
    }
}
