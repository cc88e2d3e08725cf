package io.tandem.governance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.PolicyDecision;
import java.time.Instant;
import java.util.List;

/// What would have changed.
///
/// @param calls how many recorded calls were asked again
/// @param same decided as they were
/// @param different decided otherwise
/// @param unanswered calls of tools that are not there any more
/// @param whole false where there were more calls than are asked at once; then the newest were
/// @param differences the newest of those that were decided otherwise
public record ReplayReport(
        int calls, int same, int different, int unanswered, boolean whole, List<Difference> differences) {
    public ReplayReport {
        differences = List.copyOf(differences);
    }

    /// One call that would have been decided otherwise.
    public record Difference(
            Instant time,
            String task,
            String agent,
            String version,
            String tool,
            String person,
            JsonNode arguments,
            PolicyDecision before,
            PolicyDecision now) {}
}
