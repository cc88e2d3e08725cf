package io.tandem.governance.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;

/// Settings for tests.
public record TestSettings(
        URI registryUrl, int evaluationsAtOnce, Duration evaluationTaskTimeout, Duration evaluationPause, Path ledger)
        implements GovernanceSettings {
    public static final TestSettings QUICK = new TestSettings(
            URI.create("http://127.0.0.1:1"), 1, Duration.ofSeconds(30), Duration.ofMillis(200), folder());

    @Override
    public URI routerUrl() {
        return registryUrl;
    }

    @Override
    public Duration judgeTimeout() {
        return evaluationTaskTimeout;
    }

    @Override
    public Path ledgerKey() {
        return ledger.resolve("signing-key.pem");
    }

    @Override
    public Path ledgerCopies() {
        return ledger.resolve("checkpoints");
    }

    @Override
    public Optional<Period> payloadRetention() {
        return Optional.empty();
    }

    /// The same with nothing kept in the folder.
    public static TestSettings fresh() {
        return new TestSettings(QUICK.registryUrl, 1, QUICK.evaluationTaskTimeout, QUICK.evaluationPause, folder());
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("ledger");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
