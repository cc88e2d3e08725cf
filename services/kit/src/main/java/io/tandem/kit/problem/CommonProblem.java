package io.tandem.kit.problem;

/// What any HTTP service can meet.
public enum CommonProblem implements ProblemKind {
    MALFORMED_JSON("malformed-json", "The body is not JSON", 400, false),
    INVALID_REQUEST("invalid-request", "The request is not valid", 400, false),
    UNAUTHENTICATED("unauthenticated", "Sign in or send a valid access token", 401, false),
    FORBIDDEN("forbidden", "You may not do this", 403, false),
    NOT_FOUND("not-found", "There is no such thing", 404, false),
    METHOD_NOT_ALLOWED("method-not-allowed", "This method is not offered here", 405, false),
    NOT_ACCEPTABLE("not-acceptable", "None of the accepted media types is offered", 406, false),
    CONFLICT("conflict", "The request contradicts what is there", 409, false),
    TOO_LARGE("too-large", "The body is too large", 413, false),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "This media type is not understood", 415, false),
    UNAVAILABLE("unavailable", "A part that is needed cannot be reached", 503, true),
    INTERNAL("internal", "Something went wrong here", 500, true);

    private final Row row;

    CommonProblem(String slug, String title, int status, boolean retryable) {
        this.row = new Row(slug, title, status, retryable);
    }

    /// The kind that an HTTP status alone tells.
    static CommonProblem ofStatus(int status) {
        for (CommonProblem kind : values()) {
            if (kind.status() == status && kind != MALFORMED_JSON) {
                return kind;
            }
        }
        return status >= 500 ? INTERNAL : INVALID_REQUEST;
    }

    @Override
    public Row row() {
        return row;
    }
}
