package io.tandem.runtime.node;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/// How a runtime node works.
@ConfigMapping(prefix = "tandem.runtime")
public interface RuntimeSettings {
    /// Lanes whose tasks this node runs.
    @WithDefault("fast,deep")
    Set<String> lanes();

    /// How long a lease holds without being prolonged: how soon another node takes over after a death.
    @WithDefault("10S")
    Duration leaseTime();

    /// How often due tasks are looked for when nobody hints.
    @WithDefault("250MS")
    Duration sweepInterval();

    /// Activations at once.
    @WithDefault("512")
    int activations();

    /// Where model-router is; by default in this very process.
    @WithDefault("http://127.0.0.1:${tandem.http.port:8080}")
    URI routerUrl();

    /// Where connector-hub is; by default in this very process.
    @WithDefault("http://127.0.0.1:${tandem.http.port:8080}")
    URI hubUrl();

    /// Where agent-registry is; by default in this very process.
    @WithDefault("http://127.0.0.1:${tandem.http.port:8080}")
    URI registryUrl();
}
