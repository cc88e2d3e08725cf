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
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /api/v1/models`: models with where they come from and what they cost.
@Path("/api/v1/models")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ModelsResource {
    private final Catalog catalog;

    @Inject
    public ModelsResource(Catalog catalog) {
        this.catalog = catalog;
    }

    @GET
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
}
