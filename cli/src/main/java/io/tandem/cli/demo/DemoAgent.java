package io.tandem.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// An agent of the demo set and where its first version is to end up.
///
/// @param after agents that must be active before it can be evaluated
record DemoAgent(String name, Aim aim, List<String> after) {
    enum Aim {
        ACTIVE,
        IN_REVIEW,
        EVALUATION_FAILED
    }

    /// In this order; one is evaluated at a time, a small local model has enough to do with it.
    static final List<DemoAgent> ALL = List.of(
            new DemoAgent("shop-analyst", Aim.ACTIVE, List.of()),
            new DemoAgent("policy-clerk", Aim.ACTIVE, List.of()),
            new DemoAgent("instant-clerk", Aim.EVALUATION_FAILED, List.of()),
            new DemoAgent("credit-clerk", Aim.IN_REVIEW, List.of()),
            new DemoAgent("sales-coordinator", Aim.ACTIVE, List.of("shop-analyst", "policy-clerk")));

    DemoAgent {
        after = List.copyOf(after);
    }

    /// Its definition, as YAML.
    String definition() {
        String resource = "/demo/" + name + ".yaml";
        try (InputStream in = Objects.requireNonNull(DemoAgent.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
