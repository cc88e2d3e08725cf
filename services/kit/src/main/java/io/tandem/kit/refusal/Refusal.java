package io.tandem.kit.refusal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.events.AuditEvent;
import io.tandem.kit.identity.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A request that was refused for want of a valid token (401), by rights (403), or by looking as if there was nothing
/// (404), as an asynchronous CDI event.
///
/// @param service whose path it is, such as `hub`
/// @param caller null without a valid token
/// @param note why, in one word: what was wrong with the token, or that something was hidden
/// @param slug which problem was answered
/// @param detail what the caller was told
/// @param path without its query
public record Refusal(
        String service,
        @Nullable Caller caller,
        @Nullable String note,
        String slug,
        @Nullable String detail,
        String method,
        String path) {
    private static final String TEAM = "platform";

    /// Whether it is that service's to record: a caller who is known was kept from something at its paths.
    public boolean concerns(String name) {
        return caller != null && service.equals(name);
    }

    /// As the service records it.
    public AuditEvent event() {
        return new AuditEvent(
                AuditEvent.SCHEMA,
                "request.refused",
                caller == null ? "anonymous" : caller.id(),
                TEAM,
                path,
                "denied",
                detail,
                JsonNodeFactory.instance.objectNode().put("method", method).put("problem", note == null ? slug : note),
                Instant.now());
    }
}
