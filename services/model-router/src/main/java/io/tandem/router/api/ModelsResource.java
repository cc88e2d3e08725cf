package io.tandem.router.api;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.router.catalog.Catalog;
import io.tandem.router.catalog.Offer;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /v1/models` as OpenAI lists them, and `GET /api/v1/models` with where they come from and what they cost.
@Path("/")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ModelsResource {
    private static final List<String> TIERS = List.of("tandem/fast", "tandem/deep", "tandem/auto");

    private final Catalog catalog;

    @Inject
    public ModelsResource(Catalog catalog) {
        this.catalog = catalog;
    }

    @GET
    @Path("v1/models")
    @RunOnVirtualThread
    @Operation(operationId = "listOpenAiModels", summary = "Models in OpenAI's shape")
    public OpenAiList listForOpenAi() {
        Offer offer = catalog.offer();
        List<OpenAiModel> models = new ArrayList<>();
        if (!offer.models().isEmpty()) {
            TIERS.forEach(tier -> models.add(new OpenAiModel(tier, "model", 0, "tandem")));
        }
        offer.models()
                .forEach(model -> models.add(new OpenAiModel(
                        model.name(), "model", 0, model.provider().name())));
        return new OpenAiList("list", models);
    }

    @GET
    @Path("api/v1/models")
    @RunOnVirtualThread
    @Operation(
            operationId = "listModels",
            summary = "Models with provider, state and price, what each tier means, and why")
    public ModelsView list() {
        Offer offer = catalog.offer();
        List<ModelsView.ModelView> items =
                offer.models().stream().map(ModelsView.ModelView::of).toList();
        List<ModelsView.TierView> tiers = Stream.of("fast", "deep", "auto")
                .map(tier -> ModelsView.TierView.of(tier, offer))
                .toList();
        return new ModelsView(items, "", tiers, offer.reason(), items.isEmpty() ? ModelsView.Missing.noModel() : null);
    }

    public record OpenAiList(String object, List<OpenAiModel> data) {
        public OpenAiList {
            data = List.copyOf(data);
        }
    }

    public record OpenAiModel(String id, String object, long created, String owned_by) {}
}
