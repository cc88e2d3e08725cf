package io.tandem.governance.worth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody said of a task's result. The newest of a task counts.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(
        String task,
        String agent,
        String team,
        Decision decision,
        String by,
        @Nullable String reason,
        Instant at) {

    public enum Decision {
        ACCEPTED,
        REJECTED,
        /// What was said before does not hold any more.
        REOPENED
    }
}
