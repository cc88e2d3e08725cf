package io.tandem.kit.problem;

/// One line of a service's table of problems.
public interface ProblemKind {
    /// The last part of the type's URI; stable.
    String slug();

    /// A short sentence for people; the same for each problem of this kind.
    String title();

    /// The HTTP status.
    int status();

    /// Whether the same request may succeed later.
    boolean retryable();

    /// The stable type.
    default String type() {
        return "https://tandem.io/problems/" + slug();
    }
}
