package io.tandem.runtime.node;

import java.time.Duration;
import java.util.Set;

/// Settings of a test node: short leases, so that take-over is soon seen.
record TestSettings(Set<String> lanes, Duration leaseTime, Duration sweepInterval, int activations)
        implements RuntimeSettings {
    static TestSettings quick() {
        return new TestSettings(Set.of("fast", "deep"), Duration.ofSeconds(2), Duration.ofMillis(100), 128);
    }
}
