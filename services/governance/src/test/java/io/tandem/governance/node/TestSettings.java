package io.tandem.governance.node;

import java.net.URI;
import java.time.Duration;

/// Settings for tests.
public record TestSettings(
        URI registryUrl, int evaluationsAtOnce, Duration evaluationTaskTimeout, Duration evaluationPause)
        implements GovernanceSettings {
    public static final TestSettings QUICK =
            new TestSettings(URI.create("http://127.0.0.1:1"), 1, Duration.ofSeconds(30), Duration.ofMillis(200));
}
