package io.tandem.registry.version;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long results of evaluations say something.
@ConfigMapping(prefix = "tandem.registry.evaluation")
public interface ResultSettings {
    /// After so long a version has to be evaluated again, even if nothing has changed.
    @WithDefault("P90D")
    Duration valid();

    /// How often the catalogue is told which results have become stale.
    @WithDefault("PT30S")
    Duration look();
}
