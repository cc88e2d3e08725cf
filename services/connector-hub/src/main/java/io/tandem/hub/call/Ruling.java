package io.tandem.hub.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.PolicyDecision;
import io.tandem.events.ToolRecord;
import org.jspecify.annotations.Nullable;

/// Whether a call may be made.
sealed interface Ruling {
    String reason();

    /// What the policies were asked and said; null where the call did not get so far.
    @Nullable
    Judgement judgement();

    /// Without an approval.
    record Allow(ToolRecord tool, Judgement judgement) implements Ruling {
        @Override
        public String reason() {
            return judgement.decision().says();
        }
    }

    /// Once somebody approves it.
    record Ask(ToolRecord tool, Judgement judgement) implements Ruling {
        @Override
        public String reason() {
            return judgement.decision().says();
        }
    }

    /// Not at all.
    ///
    /// @param tool null if there is none
    record Deny(
            @Nullable ToolRecord tool,
            String reason,
            @Nullable Judgement judgement) implements Ruling {}

    /// Nobody can say yet: the hub's view of agents may be behind the asker's.
    record NotYet(ToolRecord tool, String reason) implements Ruling {
        @Override
        public @Nullable Judgement judgement() {
            return null;
        }
    }

    /// @param facts the question without its arguments, which the record holds anyway
    record Judgement(PolicyDecision decision, JsonNode facts) {}
}
