package io.tandem.registry.design;

import io.tandem.events.AgentDefinition;
import io.tandem.kit.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What is asked of the designer: a description, or a draft and what to change in it.
///
/// @param team who will own the agent; needed where the caller is in several teams
@Schema(name = "DesignRequest")
public record DesignRequest(
        @Nullable String description,
        @Nullable String team,
        @Nullable AgentDefinition draft,
        @Nullable String change) {
    private static final int LONGEST = 4000;

    /// @throws ProblemException if there is nothing to design from
    void check() {
        if (draft == null) {
            length("description", description, true);
            if (change != null) {
                throw ProblemException.invalid("change", "Send the draft that is to be changed with it.");
            }
        } else {
            length("change", change, true);
            length("description", description, false);
        }
    }

    private static void length(String field, @Nullable String text, boolean required) {
        if (text == null || text.isBlank()) {
            if (required) {
                throw ProblemException.invalid(field, "Say in your own words what you want.");
            }
        } else if (text.length() > LONGEST) {
            throw ProblemException.invalid(field, "It has at most " + LONGEST + " characters.");
        }
    }
}
