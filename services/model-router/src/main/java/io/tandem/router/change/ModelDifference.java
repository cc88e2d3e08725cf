package io.tandem.router.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What differs between two sets.
///
/// @param changed models as they are now, which were otherwise before
/// @param tiers those that are made of other models now, or of the same in another order
record ModelDifference(
        List<ModelSet.Line> added,
        List<ModelSet.Line> removed,
        List<ModelSet.Line> changed,
        SortedMap<String, List<String>> tiers) {

    static ModelDifference between(ModelSet before, ModelSet now) {
        List<ModelSet.Line> added = new ArrayList<>();
        List<ModelSet.Line> changed = new ArrayList<>();
        now.models().forEach((key, line) -> {
            ModelSet.Line known = before.models().get(key);
            if (known == null) {
                added.add(line);
            } else if (!known.equals(line)) {
                changed.add(line);
            }
        });
        List<ModelSet.Line> removed = before.models().entrySet().stream()
                .filter(entry -> !now.models().containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        SortedMap<String, List<String>> tiers = new TreeMap<>();
        now.tiers().forEach((tier, names) -> {
            if (!names.equals(before.tiers().get(tier))) {
                tiers.put(tier, names);
            }
        });
        return new ModelDifference(added, removed, changed, tiers);
    }

    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && tiers.isEmpty();
    }

    /// In words: `added a of openai; removed b of local; fast is now a`.
    String told() {
        List<String> parts = new ArrayList<>();
        tell(parts, "added ", added);
        tell(parts, "removed ", removed);
        tell(parts, "changed ", changed);
        tiers.forEach((tier, names) ->
                parts.add(tier + " is now " + (names.isEmpty() ? "nothing" : String.join(", ", names))));
        return String.join("; ", parts);
    }

    private static void tell(List<String> parts, String verb, List<ModelSet.Line> lines) {
        if (!lines.isEmpty()) {
            parts.add(verb
                    + String.join(
                            ", ",
                            lines.stream()
                                    .map(line -> line.name() + " of " + line.provider())
                                    .toList()));
        }
    }
}
