package io.tandem.registry.overlap;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Another agent that is much alike. Of one that the caller may not see there is no more than name, team, owner and
/// likeness.
///
/// @param likeness 0 to 1
/// @param words content words that both use
/// @param tools that both have
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NearDuplicate(
        String name,
        String team,
        @Nullable String owner,
        double likeness,
        @Nullable String purpose,
        @Nullable List<String> words,
        @Nullable List<String> tools) {

    /// As it is kept with a move, which more people may see than its details.
    public NearDuplicate bare() {
        return new NearDuplicate(name, team, owner, likeness, null, null, null);
    }

    /// As a sentence names it.
    public String told() {
        return name + " (team " + team + (owner == null ? "" : ", owner " + owner) + ", " + Math.round(likeness * 100)
                + " % alike)";
    }
}
