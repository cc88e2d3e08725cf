package io.tandem.hub.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.hub.approval.Approval;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What somebody decided on a similar call.
///
/// @param approved whether it was a yes
/// @param edited whether the approver changed the arguments
@Schema(name = "PastDecision")
public record PastDecision(
        String id,
        String agent,
        String version,
        String onBehalfOf,
        JsonNode arguments,
        boolean approved,
        boolean edited,
        String decidedBy,
        Instant decidedAt,
        @Nullable String reason) {

    static PastDecision of(Approval decided) {
        return new PastDecision(
                decided.id(),
                decided.agent(),
                decided.version(),
                decided.onBehalfOf(),
                decided.arguments(),
                !decided.status().equals(Approval.REJECTED),
                decided.asked() != null,
                Objects.requireNonNull(decided.decidedBy()),
                Objects.requireNonNull(decided.decidedAt()),
                decided.reason());
    }
}
