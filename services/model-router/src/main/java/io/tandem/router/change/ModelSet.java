package io.tandem.router.change;

import io.tandem.router.catalog.Model;
import io.tandem.router.catalog.Offer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Models and tiers as they are compared and kept; no secret.
///
/// @param models by `provider/name`
/// @param tiers names of models in the order in which they are tried
record ModelSet(SortedMap<String, Line> models, SortedMap<String, List<String>> tiers) {
    static final ModelSet NONE = new ModelSet(new TreeMap<>(), new TreeMap<>());

    ModelSet {
        models = new TreeMap<>(models);
        tiers = new TreeMap<>(tiers);
    }

    /// One model.
    ///
    /// @param id the provider's own name
    /// @param base where the provider is asked, without user, password and query
    record Line(
            String name,
            String provider,
            String id,
            @Nullable String base,
            boolean local) {
        static Line of(Model model) {
            return new Line(
                    model.name(),
                    model.provider().name(),
                    model.id(),
                    model.provider().base().map(Line::plain).orElse(null),
                    model.local());
        }

        private static String plain(URI base) {
            String host = base.getHost() == null ? "" : base.getHost();
            return base.getScheme() + "://" + host + (base.getPort() < 0 ? "" : ":" + base.getPort())
                    + (base.getPath() == null ? "" : base.getPath());
        }
    }

    static ModelSet of(Offer offer) {
        SortedMap<String, Line> models = new TreeMap<>();
        for (Model model : offer.models()) {
            models.put(model.provider().name() + "/" + model.name(), Line.of(model));
        }
        SortedMap<String, List<String>> tiers = new TreeMap<>();
        for (Map.Entry<String, List<Model>> tier : offer.tiers().entrySet()) {
            tiers.put(tier.getKey(), tier.getValue().stream().map(Model::name).toList());
        }
        return new ModelSet(models, tiers);
    }
}
