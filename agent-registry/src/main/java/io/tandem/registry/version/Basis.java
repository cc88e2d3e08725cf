package io.tandem.registry.version;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a result of an evaluation stands on besides the version itself.
///
/// @param model what the version's tier tries first; null where it was not known
/// @param tools SHA-256 of the pinned definition of each tool, by name
/// @param policies SHA-256 of the team's policies in force; null for the built-in ones
@JsonInclude(JsonInclude.Include.NON_NULL)
record Basis(
        @Nullable String model,
        Map<String, String> tools,
        @Nullable String policies) {
    Basis {
        tools = Map.copyOf(tools);
    }

    /// What is different now, as sentences. A model that is not known, then or now, tells nothing.
    List<String> changes(Basis now, String tier) {
        List<String> changes = new ArrayList<>();
        if (model != null && now.model != null && !model.equals(now.model)) {
            changes.add("The tier " + tier + " is answered by " + now.model + " now, then it was " + model + ".");
        }
        new TreeMap<>(tools).forEach((tool, hash) -> {
            String current = now.tools.get(tool);
            if (current == null) {
                changes.add("The tool " + tool + " is not there any more.");
            } else if (!current.equals(hash)) {
                changes.add("The tool " + tool + " has another definition now.");
            }
        });
        if (!Objects.equals(policies, now.policies)) {
            changes.add("The team has other policies in force now.");
        }
        return changes;
    }
}
