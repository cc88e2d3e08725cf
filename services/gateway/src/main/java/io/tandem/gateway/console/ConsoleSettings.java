package io.tandem.gateway.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How people's browsers sign in.
@ConfigMapping(prefix = "tandem.gateway.console")
public interface ConsoleSettings {
    /// The OpenID provider's issuer as browsers reach it (`TANDEM_OIDC_URL`).
    @WithDefault("${tandem.oidc.url:http://localhost:8180/realms/tandem}")
    String authority();

    /// The console's public client at the provider.
    @WithDefault("tandem-console")
    String clientId();
}
