package io.tandem.registry.policy;

import java.util.Set;

/// Where a revision is on its way.
public enum PolicyState {
    /// Its cases pass; nobody is judged by it.
    PROPOSED,
    /// Its decisions are recorded where they differ, and stop nobody.
    OBSERVED,
    /// It decides. A team has at most one.
    ENFORCED,
    /// It decided once; it can be put in force again.
    REPLACED,
    /// Somebody decided against it.
    REJECTED,
    /// Its author took it back.
    WITHDRAWN;

    /// Where it can go from here.
    public Set<PolicyState> next() {
        return switch (this) {
            case PROPOSED -> Set.of(OBSERVED, ENFORCED, REJECTED, WITHDRAWN);
            case OBSERVED -> Set.of(ENFORCED, PROPOSED, REJECTED);
            case ENFORCED -> Set.of(REPLACED);
            case REPLACED -> Set.of(ENFORCED, OBSERVED);
            case REJECTED, WITHDRAWN -> Set.of();
        };
    }
}
