package io.tandem.governance.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.AgentDefinition.Tier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a judge said of an answer.
///
/// @param judge its name
/// @param tier that was asked
/// @param model that answered; null where none was asked
/// @param counts whether the gate goes by it; else it is advice
/// @param standing why it counts, or why it is advice only
@Schema(name = "Judgement")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Judgement(
        String judge, Said said, Tier tier, @Nullable String model, boolean counts, String standing) {

    public enum Said {
        /// The answer meets the rubric.
        PASS,
        /// It does not.
        FAIL,
        /// The judge contradicts itself, or does what the answer tells it.
        UNDECIDED
    }
}
