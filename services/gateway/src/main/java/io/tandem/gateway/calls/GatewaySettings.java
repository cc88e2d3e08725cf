package io.tandem.gateway.calls;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/// How the gateway works.
@ConfigMapping(prefix = "tandem.gateway")
public interface GatewaySettings {
    /// The platform's public address, without a slash at its end, as it stands in agent cards (`TANDEM_URL`).
    @WithDefault("${tandem.url:http://localhost:8080}")
    String publicUrl();

    /// The issuer of access tokens, as it stands in agent cards (`TANDEM_OIDC_URL`).
    @WithDefault("${tandem.oidc.url:http://localhost:8180/realms/tandem}")
    String issuer();

    /// Where agent-registry is; by default in this very process.
    @WithDefault("http://127.0.0.1:${tandem.http.port:8080}")
    URI registryUrl();

    /// Where connector-hub is, for decisions on approvals; by default in this very process.
    @WithDefault("http://127.0.0.1:${tandem.http.port:8080}")
    URI hubUrl();

    /// How long a blocking send waits for the end of its task; after that the task is answered as it is.
    @WithDefault("60S")
    Duration sendWait();

    /// How long anything else waits for its answer.
    @WithDefault("15S")
    Duration readWait();

    /// How long a subscription lives in the runtime before the gateway renews it.
    @WithDefault("5M")
    Duration subscription();

    /// How often a silent stream gets a comment, so that nobody between takes it for dead.
    @WithDefault("15S")
    Duration heartbeat();
}
