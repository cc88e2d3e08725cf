package io.tandem.router.spend;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/// What teams may spend on models.
@ConfigMapping(prefix = "tandem.router.spend")
public interface SpendSettings {
    /// What a team may spend a UTC day, by the team's name, in the currency of all prices. A team that is not named
    /// has no limit.
    Map<String, BigDecimal> teamPerDay();

    /// How long a call may run before what is held back for it counts no more; longer than any call takes.
    @WithDefault("PT1H")
    Duration longestCall();
}
