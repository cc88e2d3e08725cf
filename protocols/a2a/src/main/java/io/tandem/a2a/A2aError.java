package io.tandem.a2a;

import java.util.Arrays;
import java.util.Optional;

/// The one error table of every binding: A2A's nine (specification 5.4), JSON-RPC's five (9.5) and ours for what a
/// transport can meet. The constant's name is the `reason` of its `google.rpc.ErrorInfo`.
public enum A2aError {
    TASK_NOT_FOUND(-32001, 404, "NOT_FOUND", false, "Task not found"),
    TASK_NOT_CANCELABLE(-32002, 400, "FAILED_PRECONDITION", false, "Task cannot be canceled"),
    PUSH_NOTIFICATION_NOT_SUPPORTED(-32003, 400, "FAILED_PRECONDITION", false, "Push notifications are not supported"),
    UNSUPPORTED_OPERATION(-32004, 400, "FAILED_PRECONDITION", false, "This operation is not supported"),
    CONTENT_TYPE_NOT_SUPPORTED(-32005, 400, "INVALID_ARGUMENT", false, "Content type is not supported"),
    INVALID_AGENT_RESPONSE(-32006, 500, "INTERNAL", false, "The agent's response is not valid"),
    EXTENDED_AGENT_CARD_NOT_CONFIGURED(
            -32007, 400, "FAILED_PRECONDITION", false, "No extended agent card is configured"),
    EXTENSION_SUPPORT_REQUIRED(-32008, 400, "FAILED_PRECONDITION", false, "A required extension is not supported"),
    VERSION_NOT_SUPPORTED(-32009, 400, "FAILED_PRECONDITION", false, "This protocol version is not supported"),

    PARSE_ERROR(-32700, 400, "INVALID_ARGUMENT", false, "Invalid JSON payload"),
    INVALID_REQUEST(-32600, 400, "INVALID_ARGUMENT", false, "Request payload validation error"),
    METHOD_NOT_FOUND(-32601, 404, "UNIMPLEMENTED", false, "Method not found"),
    INVALID_PARAMS(-32602, 400, "INVALID_ARGUMENT", false, "Invalid parameters"),
    INTERNAL_ERROR(-32603, 500, "INTERNAL", true, "Internal error"),

    UNAUTHENTICATED(-32090, 401, "UNAUTHENTICATED", false, "Authentication is required"),
    PERMISSION_DENIED(-32091, 403, "PERMISSION_DENIED", false, "Permission denied"),
    DEADLINE_EXCEEDED(-32092, 504, "DEADLINE_EXCEEDED", true, "The deadline passed before an answer"),
    UNAVAILABLE(-32093, 503, "UNAVAILABLE", true, "The agent cannot be reached"),
    RESOURCE_EXHAUSTED(-32094, 429, "RESOURCE_EXHAUSTED", true, "A quota or rate limit is used up"),
    AGENT_NOT_FOUND(-32095, 404, "NOT_FOUND", false, "There is no such agent");

    private final int code;
    private final int httpStatus;
    private final String grpcStatus;
    private final boolean retryable;
    private final String title;

    A2aError(int code, int httpStatus, String grpcStatus, boolean retryable, String title) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.grpcStatus = grpcStatus;
        this.retryable = retryable;
        this.title = title;
    }

    /// The error of this JSON-RPC code.
    public static Optional<A2aError> ofCode(int code) {
        return Arrays.stream(values()).filter(error -> error.code == code).findFirst();
    }

    /// The error of this `ErrorInfo` reason.
    public static Optional<A2aError> ofReason(String reason) {
        return Arrays.stream(values())
                .filter(error -> error.reason().equals(reason))
                .findFirst();
    }

    /// The error that an HTTP status alone tells, for answers of proxies and servers without an A2A body.
    public static A2aError ofHttpStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> PERMISSION_DENIED;
            case 408, 504 -> DEADLINE_EXCEEDED;
            case 429 -> RESOURCE_EXHAUSTED;
            case 502, 503 -> UNAVAILABLE;
            case 415 -> CONTENT_TYPE_NOT_SUPPORTED;
            case 400, 413, 422 -> INVALID_REQUEST;
            case 404, 405, 501 -> METHOD_NOT_FOUND;
            default -> status >= 500 ? INTERNAL_ERROR : INVALID_AGENT_RESPONSE;
        };
    }

    /// The JSON-RPC code.
    public int code() {
        return code;
    }

    /// The HTTP status of the HTTP+JSON binding.
    public int httpStatus() {
        return httpStatus;
    }

    /// The name of the gRPC status.
    public String grpcStatus() {
        return grpcStatus;
    }

    /// The `reason` of the `ErrorInfo`: UPPER_SNAKE without "Error".
    public String reason() {
        return name();
    }

    /// The `domain` of the `ErrorInfo`: A2A's for what its specification knows, ours for the rest.
    public String domain() {
        return code <= -32090 && code >= -32099 ? "tandem" : "a2a-protocol.org";
    }

    /// Whether the same request may succeed later. A send is repeated with the same message id.
    public boolean retryable() {
        return retryable;
    }

    /// A short sentence for people, used where there is nothing better to say.
    public String title() {
        return title;
    }
}
