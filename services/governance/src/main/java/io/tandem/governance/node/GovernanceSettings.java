package io.tandem.governance.node;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/// How governance works.
@ConfigMapping(prefix = "tandem.governance")
public interface GovernanceSettings {
    /// Where agent-registry is; by default in this very process.
    @WithDefault("http://127.0.0.1:${tandem.http.port:8080}")
    URI registryUrl();

    /// Evaluations at once; a local model answers one question at a time.
    @WithDefault("1")
    int evaluationsAtOnce();

    /// A case whose task has not ended by then has failed.
    @WithDefault("10M")
    Duration evaluationTaskTimeout();

    /// After so long an evaluation that could not go on, for lack of a model or of another part, is tried again.
    @WithDefault("30S")
    Duration evaluationPause();
}
