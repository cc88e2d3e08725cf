package io.tandem.runtime.node;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/// Settings of a test node: short leases, so that take-over is soon seen.
record TestSettings(Set<String> lanes, Duration leaseTime, Duration sweepInterval, int activations)
        implements RuntimeSettings {
    static TestSettings quick() {
        return new TestSettings(Set.of("fast", "deep"), Duration.ofSeconds(2), Duration.ofMillis(100), 128);
    }

    @Override
    public URI routerUrl() {
        return NOWHERE;
    }

    @Override
    public URI hubUrl() {
        return NOWHERE;
    }

    @Override
    public URI registryUrl() {
        return NOWHERE;
    }

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
}
