package io.tandem.kit.problem;

import org.jspecify.annotations.Nullable;

/// A refusal on its way to the caller. Detail and field are for the caller; a cause stays in this process.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemKind kind;
    private final @Nullable String field;
    private final boolean hides;

    public ProblemException(ProblemKind kind, String detail) {
        this(kind, detail, null, null);
    }

    /// A problem with one field, named by its path.
    public static ProblemException invalid(String field, String detail) {
        return new ProblemException(CommonProblem.INVALID_REQUEST, detail, field, null);
    }

    public ProblemException(ProblemKind kind, String detail, @Nullable String field, @Nullable Throwable cause) {
        this(kind, detail, field, false, cause);
    }

    private ProblemException(
            ProblemKind kind, String detail, @Nullable String field, boolean hides, @Nullable Throwable cause) {
        super(detail, cause);
        this.kind = kind;
        this.field = field;
        this.hides = hides;
    }

    /// The same to the caller; on record it says whether what they asked for is there, and not theirs.
    public ProblemException hiding(boolean there) {
        return new ProblemException(kind, getMessage() == null ? "" : getMessage(), field, there, getCause());
    }

    boolean hides() {
        return hides;
    }

    public ProblemKind kind() {
        return kind;
    }

    public @Nullable String field() {
        return field;
    }
}
