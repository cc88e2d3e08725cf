package io.tandem.hub.realm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How the hub acts for people at tool servers.
@ConfigMapping(prefix = "tandem.hub.realm")
public interface RealmSettings {
    /// Issuer URL of the realm. The client needs standard token exchange and the realm-management role manage-clients.
    @WithDefault("${tandem.oidc.url:http://localhost:8180/realms/tandem}")
    String url();

    /// The hub's client; people's tokens are made out to it too.
    @WithDefault("tandem-hub")
    String client();

    /// That client's secret.
    @WithDefault("${tandem.hub.client-secret:unset}")
    String clientSecret();

    /// How long before its end a token is not used any more.
    @WithDefault("30S")
    Duration margin();

    /// How often the agents' clients are compared with what they should be; a change on our side is brought
    /// there at once.
    @WithDefault("20S")
    Duration compareInterval();
}
