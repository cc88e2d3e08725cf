package io.tandem.router.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.Money;
import io.tandem.router.catalog.Catalog;
import io.tandem.router.catalog.Model;
import io.tandem.router.catalog.Offer;
import io.tandem.router.catalog.Price;
import io.tandem.router.chat.ModelProblem;
import io.tandem.router.chat.ProviderState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `GET /api/v1/models` answers.
///
/// @param reason why these models, for people
/// @param problem what is missing and what to do, when there is no model
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelsView(
        List<ModelView> items,
        String nextPageToken,
        List<TierView> tiers,
        String reason,
        @Nullable Missing problem) {
    public ModelsView {
        items = List.copyOf(items);
        tiers = List.copyOf(tiers);
    }

    /// @param state `ready` or `not-ready`
    /// @param local whether it runs on this machine
    /// @param price of a million tokens; absent when nobody configured one
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ModelView(
            String name,
            String provider,
            String id,
            String state,
            String detail,
            boolean local,
            @Nullable PriceView price) {
        static ModelView of(Model model) {
            ProviderState state = model.provider().state();
            return new ModelView(
                    model.name(),
                    model.provider().name(),
                    model.id(),
                    state.ready() ? "ready" : "not-ready",
                    state.detail(),
                    model.local(),
                    model.price().known() ? PriceView.of(model.price()) : null);
        }
    }

    public record PriceView(Money input, Money cached, Money output) {
        static PriceView of(Price price) {
            return new PriceView(
                    new Money(price.input(), price.currency()),
                    new Money(price.cached(), price.currency()),
                    new Money(price.output(), price.currency()));
        }
    }

    /// @param models in the order in which they are tried
    public record TierView(
            String name,
            String model,
            List<String> models,
            @Nullable String note) {
        public TierView {
            models = List.copyOf(models);
        }

        static TierView of(String tier, Offer offer) {
            boolean auto = tier.equals("auto");
            List<String> names = offer.tiers().getOrDefault(auto ? Offer.FAST : tier, List.of()).stream()
                    .map(Model::name)
                    .toList();
            return new TierView(tier, "tandem/" + tier, names, auto ? "means fast for now" : null);
        }
    }

    public record Missing(String code, String title, String detail) {
        static Missing noModel() {
            return new Missing(ModelProblem.NO_MODEL.slug(), ModelProblem.NO_MODEL.title(), Catalog.NO_MODEL);
        }
    }
}
