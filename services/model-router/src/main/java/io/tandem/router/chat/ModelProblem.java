package io.tandem.router.chat;

import io.tandem.kit.problem.ProblemKind;

/// What can go wrong with a model call. The type is OpenAI's word for the class of error; ours is the slug.
public enum ModelProblem implements ProblemKind {
    INVALID("invalid-request", "The request is not valid", 400, Type.invalid_request_error, false),
    MODEL_NOT_FOUND("model-not-found", "There is no such model", 404, Type.invalid_request_error, false),
    FORBIDDEN("forbidden", "You may not call models", 403, Type.permission_error, false),
    NO_MODEL("no-model", "No language model is configured", 503, Type.server_error, true),
    MODEL_LOADING("model-loading", "The model is not ready yet", 503, Type.server_error, true),
    BUSY("model-busy", "The model has no room for another call", 503, Type.server_error, true),
    REFUSED("provider-refused", "The provider refused the request", 400, Type.invalid_request_error, false),
    DENIED("provider-denied", "The provider refused our key", 502, Type.server_error, false),
    RATE_LIMITED("provider-rate-limited", "The provider takes no more calls for now", 429, Type.rate_limit_error, true),
    SPENT("budget-spent", "The budget of the day is used up", 402, Type.rate_limit_error, false),
    FAILED("provider-failed", "The provider failed", 502, Type.server_error, true),
    GARBAGE("provider-garbage", "The provider's answer cannot be read", 502, Type.server_error, true),
    CUT("provider-cut", "The provider's answer ended too early", 502, Type.server_error, true),
    STALLED("provider-stalled", "The provider did not go on in time", 504, Type.server_error, true),
    UNREACHABLE("provider-unreachable", "The provider cannot be reached", 503, Type.server_error, true),
    SCRIPT("script-invalid", "The file of scripted models is not valid", 500, Type.server_error, false),
    NO_RULE("script-no-rule", "No rule of the scripted models fits", 500, Type.server_error, false),
    INTERNAL("internal", "Something went wrong here", 500, Type.server_error, true),
    CANCELLED("cancelled", "The caller went away", 499, Type.server_error, false);

    /// OpenAI's classes of errors.
    public enum Type {
        invalid_request_error,
        permission_error,
        rate_limit_error,
        server_error
    }

    private final Row row;
    private final Type errorType;

    ModelProblem(String slug, String title, int status, Type errorType, boolean retryable) {
        this.row = new Row(slug, title, status, retryable);
        this.errorType = errorType;
    }

    @Override
    public Row row() {
        return row;
    }

    public Type errorType() {
        return errorType;
    }

    /// Whether another model may do better with the same request.
    public boolean anotherMayHelp() {
        return this != CANCELLED && this != INVALID && this != SPENT && this != SCRIPT && this != NO_RULE;
    }
}
