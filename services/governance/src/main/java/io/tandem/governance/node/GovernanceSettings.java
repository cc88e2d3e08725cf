package io.tandem.governance.node;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;

/// How governance works.
@ConfigMapping(prefix = "tandem.governance")
public interface GovernanceSettings {
    /// Where agent-registry is; by default in this very process.
    @WithDefault("http://127.0.0.1:${tandem.http.port:8080}")
    URI registryUrl();

    /// Where model-router is, which judges are asked by; by default in this very process.
    @WithDefault("http://127.0.0.1:${tandem.http.port:8080}")
    URI routerUrl();

    /// How long a judge may take for one answer; local models on small machines need minutes.
    @WithDefault("15M")
    Duration judgeTimeout();

    /// Evaluations at once; a local model answers one question at a time.
    @WithDefault("1")
    int evaluationsAtOnce();

    /// A case whose task has not ended by then has failed.
    @WithDefault("10M")
    Duration evaluationTaskTimeout();

    /// After so long an evaluation that could not go on, for lack of a model or of another part, is tried
    /// again.
    @WithDefault("30S")
    Duration evaluationPause();

    /// The file with the key that signs the ledger; made if it is not there. Its public half is added to
    /// `public-keys.pem` beside it. Back it up, and give all nodes the same one.
    @WithDefault("${tandem.home:${user.home}/.tandem}/ledger/signing-key.pem")
    Path ledgerKey();

    /// The folder that gets a copy of each day's last signed checkpoint. Put it where the owner of the
    /// database cannot write.
    @WithDefault("${tandem.home:${user.home}/.tandem}/ledger/checkpoints")
    Path ledgerCopies();

    /// How long payloads of the ledger are kept, as an ISO 8601 period such as `P1Y`; for ever where
    /// nothing is said. Older ones are erased once a day, on record and with all proofs intact. Less than
    /// six months is warned about.
    @WithName("retention.payloads")
    Optional<Period> payloadRetention();
}
