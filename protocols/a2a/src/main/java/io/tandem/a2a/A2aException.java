package io.tandem.a2a;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An error of the table, on its way to or from the wire. Its message and metadata are for the caller: never put in a
/// secret, nor another exception's text.
public final class A2aException extends RuntimeException {
    private final A2aError error;
    private final transient Map<String, String> metadata;

    /// The error with its own title.
    public A2aException(A2aError error) {
        this(error, error.title());
    }

    /// The error with a message for the caller.
    public A2aException(A2aError error, String message) {
        this(error, message, Map.of());
    }

    /// The error with a message and the metadata of its `ErrorInfo`.
    public A2aException(A2aError error, String message, Map<String, String> metadata) {
        this(error, message, metadata, null);
    }

    /// The same with a cause, which stays in this process.
    public A2aException(A2aError error, String message, Map<String, String> metadata, @Nullable Throwable cause) {
        super(message, cause);
        this.error = error;
        this.metadata = Map.copyOf(metadata);
    }

    /// [A2aError#INVALID_PARAMS] about one field, named by its path such as `message.parts[0].text`.
    public static A2aException invalid(String field, String description) {
        String message = field.isEmpty() ? description : field + ": " + description;
        return new A2aException(A2aError.INVALID_PARAMS, message, Map.of("field", field, "description", description));
    }

    /// [A2aError#TASK_NOT_FOUND]: the task does not exist, or the caller must not know that it does.
    public static A2aException taskNotFound(String taskId) {
        return new A2aException(A2aError.TASK_NOT_FOUND, A2aError.TASK_NOT_FOUND.title(), Map.of("taskId", taskId));
    }

    /// The row of the table.
    public A2aError error() {
        return error;
    }

    /// The message for the caller.
    public String message() {
        return Objects.requireNonNullElse(getMessage(), error.title());
    }

    /// The metadata of the `ErrorInfo`.
    public Map<String, String> metadata() {
        return metadata;
    }
}
