package io.tandem.kit.problem;

/// One kind of problem in a service's table, which is an enum of them.
public interface ProblemKind {
    /// What the table says of a kind.
    ///
    /// @param slug the last part of the type's URI; stable
    /// @param title a short sentence for people; the same for each problem of this kind
    /// @param status the HTTP status
    /// @param retryable whether the same request may succeed later
    record Row(String slug, String title, int status, boolean retryable) {}

    Row row();

    /// The stable type.
    default String type() {
        return "https://tandem.io/problems/" + slug();
    }

    default String slug() {
        return row().slug();
    }

    default String title() {
        return row().title();
    }

    default int status() {
        return row().status();
    }

    default boolean retryable() {
        return row().retryable();
    }
}
