package io.tandem.router.catalog;

import java.util.List;
import java.util.Map;

/// What is there now.
///
/// @param tiers models in the order in which they are tried, by `fast` and `deep`
/// @param reason why these, for people
/// @param settled whether only a change of configuration can change this
public record Offer(List<Model> models, Map<String, List<Model>> tiers, String reason, boolean settled) {
    public static final String FAST = "fast";
    public static final String DEEP = "deep";

    public Offer {
        models = List.copyOf(models);
        tiers = Map.copyOf(tiers);
    }

    static Offer of(List<Model> fast, List<Model> deep, String reason, boolean settled) {
        List<Model> all = java.util.stream.Stream.concat(fast.stream(), deep.stream())
                .distinct()
                .toList();
        return new Offer(all, Map.of(FAST, List.copyOf(fast), DEEP, List.copyOf(deep)), reason, settled);
    }
}
