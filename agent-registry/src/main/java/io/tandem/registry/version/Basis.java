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
/// @param judges by name, those that the version's cases ask
/// @param policies SHA-256 of the team's policies in force; null for the built-in ones
@JsonInclude(JsonInclude.Include.NON_NULL)
record Basis(
        @Nullable String model,
        Map<String, String> tools,
        Map<String, Judge> judges,
        @Nullable String policies) {
    /// What was kept before judges were looked at names none.
    Basis {
        tools = Map.copyOf(tools);
        judges = Map.copyOf(Objects.requireNonNullElse(judges, Map.of()));
    }

    /// @param rubric SHA-256; null where there is no such judge
    /// @param model with which it counts; null where it is advice
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Judge(@Nullable String rubric, @Nullable String model) {
        static final Judge UNKNOWN = new Judge(null, null);

        /// What is different now, as a sentence; empty for nothing.
        String change(String name, Judge now) {
            if (rubric != null && now.rubric != null && !rubric.equals(now.rubric)) {
                return "The judge " + name + " goes by another rubric now.";
            }
            if (Objects.equals(model, now.model)) {
                return "";
            }
            if (model == null) {
                return "The judge " + name + " counts now, then it was advice.";
            }
            return now.model == null
                    ? "The judge " + name + " is advice now, then it counted."
                    : "The judge " + name + " is answered by " + now.model + " now, then it was " + model + ".";
        }
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
        new TreeMap<>(judges).forEach((name, judge) -> {
            String change = judge.change(name, now.judges.getOrDefault(name, Judge.UNKNOWN));
            if (!change.isEmpty()) {
                changes.add(change);
            }
        });
        if (!Objects.equals(policies, now.policies)) {
            changes.add("The team has other policies in force now.");
        }
        return changes;
    }
}
