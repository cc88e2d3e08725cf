package io.tandem.registry.inventory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// When an agent needs a hand.
@ConfigMapping(prefix = "tandem.registry.inventory")
public interface InventorySettings {
    /// So long after its activation somebody looks at an agent again, unless they chose another day.
    @WithDefault("P180D")
    Duration review();

    /// An active agent that was given no task for so long is dormant.
    @WithDefault("P30D")
    Duration dormant();

    /// An agent drifts from its purpose when so large a share of its calls goes to other tools than in its first weeks,
    /// 0 to 1.
    @WithDefault("0.5")
    double drift();

    /// So long an agent whose owner is gone, and whose deputy too, goes on before it is suspended.
    @WithDefault("P14D")
    Duration grace();

    /// How often owners are looked up.
    @WithDefault("PT10M")
    Duration look();
}
