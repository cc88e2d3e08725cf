package io.tandem.hub.seal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// With what the hub seals.
@ConfigMapping(prefix = "tandem.hub.seal")
public interface SealSettings {
    /// The secret that keys are made of, at least 32 characters; the same on all nodes. `./tandem up` makes
    /// one and keeps it in `secrets.json`. With another one, stored credentials must be given again.
    @WithDefault("unset")
    String secret();
}
