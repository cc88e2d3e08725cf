package io.tandem.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The body of a refusal (RFC 9457).
///
/// @param type stable URI; programs decide by it
/// @param detail what is wrong with this very request, for people
/// @param retryable whether the same request may succeed later
/// @param traceId finds the request in logs and records; all zeros where answers must be equal byte for byte
/// @param field the path of the field at fault, such as `spec.tools[0]`
@Schema(name = "Problem", description = "A refusal or failure (RFC 9457)")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        boolean retryable,
        @Nullable String traceId,
        @Nullable String field) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /// The last part of the type, which names the kind.
    public String slug() {
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /// A problem that is answered before there is a resource, under a fresh trace id.
    public static Problem of(ProblemKind kind, String detail) {
        return of(kind, detail, null, UUID.randomUUID().toString().replace("-", ""));
    }

    static Problem of(ProblemKind kind, @Nullable String detail, @Nullable String field, @Nullable String traceId) {
        return new Problem(kind.type(), kind.title(), kind.status(), detail, kind.retryable(), traceId, field);
    }
}
