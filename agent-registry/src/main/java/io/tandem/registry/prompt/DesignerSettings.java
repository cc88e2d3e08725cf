package io.tandem.registry.prompt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The designer and the model behind it.
@ConfigMapping(prefix = "tandem.registry.designer")
public interface DesignerSettings {
    /// Base URL of model-router.
    @WithDefault("${tandem.url:http://127.0.0.1:8080}")
    String routerUrl();

    /// The model or tier that drafts.
    @WithDefault("tandem/fast")
    String model();

    /// How long one answer of the model may take; local models on small machines need minutes.
    @WithDefault("PT15M")
    Duration timeout();
}
