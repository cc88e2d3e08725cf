package io.tandem.governance.verdict;

/// How a version did against the one that is active, on the same cases.
public enum Verdict {
    /// More cases pass, and chance is an unlikely reason (exact McNemar, p at most 0.05).
    BETTER,
    /// The interval of the difference stays above minus the margin.
    NO_WORSE,
    /// Fewer cases pass, and chance is an unlikely reason; or a critical case passed before and fails now.
    WORSE,
    NOT_ENOUGH_DATA
}
