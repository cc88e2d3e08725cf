package io.tandem.router.chat;

import org.jspecify.annotations.Nullable;

/// A model call that did not work. The message is for the caller; a cause stays in this process.
public final class ModelFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ModelProblem problem;
    private final @Nullable String field;

    public ModelFailure(ModelProblem problem, String detail) {
        this(problem, detail, null, null);
    }

    public ModelFailure(ModelProblem problem, String detail, @Nullable String field, @Nullable Throwable cause) {
        super(detail, cause);
        this.problem = problem;
        this.field = field;
    }

    /// One field of the request is wrong.
    public static ModelFailure invalid(String field, String detail) {
        return new ModelFailure(ModelProblem.INVALID, field + ": " + detail, field, null);
    }

    public static ModelFailure cancelled() {
        return new ModelFailure(ModelProblem.CANCELLED, "The caller went away.");
    }

    public ModelProblem problem() {
        return problem;
    }

    /// The path of the field at fault, where it is one.
    public @Nullable String field() {
        return field;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? problem.title() : message;
    }
}
