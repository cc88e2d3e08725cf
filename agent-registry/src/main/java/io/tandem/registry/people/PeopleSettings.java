package io.tandem.registry.people;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Where people are looked up.
@ConfigMapping(prefix = "tandem.registry.people")
public interface PeopleSettings {
    /// Issuer URL of the realm; its Keycloak is asked who exists. The client needs the realm-management role
    /// view-users.
    @WithDefault("${tandem.oidc.url:http://localhost:8180/realms/tandem}")
    String realmUrl();

    /// The client as which people are looked up.
    @WithDefault("tandem-registry")
    String client();

    /// That client's secret.
    @WithDefault("${tandem.registry.client-secret:unset}")
    String clientSecret();

    /// How long an answer about a person is kept.
    @WithDefault("PT1M")
    Duration keep();
}
