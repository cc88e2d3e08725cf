package io.tandem.hub.realm;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientConfigBuilder;
import io.quarkus.oidc.client.OidcClientException;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.OidcClientConfig.Grant;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Asks by Quarkus' OIDC clients: one for each client and grant, made when it is first needed. No request is made to
/// make one.
@Singleton
final class OidcTokenEndpoint implements TokenEndpoint {
    private static final Logger LOG = Logger.getLogger(OidcTokenEndpoint.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final RealmSettings settings;
    private final OidcClients clients;
    private final Map<Key, OidcClient> made = new ConcurrentHashMap<>();

    private record Key(Client client, Grant.Type grant) {}

    @Inject
    OidcTokenEndpoint(RealmSettings settings, OidcClients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    @Override
    public String exchange(Client client, Map<String, String> form) throws NotDelegated {
        return token(new Key(client, Grant.Type.EXCHANGE), form);
    }

    @Override
    public String own(Client client, String scope) throws NotDelegated {
        return token(new Key(client, Grant.Type.CLIENT), Map.of("scope", scope));
    }

    private String token(Key key, Map<String, String> form) throws NotDelegated {
        try {
            return made.computeIfAbsent(key, this::make)
                    .getTokens(form)
                    .await()
                    .atMost(ANSWER)
                    .getAccessToken();
        } catch (OidcClientException e) {
            LOG.infof("the identity provider refuses %s: %s", key.client(), e.getMessage());
            throw new NotDelegated("The identity provider does not let " + key.client() + " act there now.", e);
        } catch (RuntimeException e) {
            LOG.debugf(e, "a token for %s", key.client());
            throw new NotDelegated("The identity provider cannot be asked now; try again shortly.", e, true);
        }
    }

    private OidcClient make(Key key) {
        return clients.newClient(new OidcClientConfigBuilder()
                        .id("hub-" + key.grant().name() + "-" + key.client().id())
                        .authServerUrl(settings.url())
                        .discoveryEnabled(false)
                        .tokenPath("protocol/openid-connect/token")
                        .clientId(key.client().id())
                        .credentials(key.client().secret())
                        .grant(key.grant())
                        .build())
                .await()
                .atMost(ANSWER);
    }

    @PreDestroy
    void close() {
        made.values().forEach(client -> {
            try {
                client.close();
            } catch (IOException e) {
                LOG.debug("an OIDC client did not close", e);
            }
        });
    }
}
