package io.tandem.registry.overlap;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// When two agents count as near-duplicates.
@ConfigMapping(prefix = "tandem.registry.overlap")
public interface OverlapSettings {
    /// From this likeness on, 0 to 1, submitting needs a reason. More than 1 asks for none.
    @WithDefault("0.55")
    double threshold();
}
