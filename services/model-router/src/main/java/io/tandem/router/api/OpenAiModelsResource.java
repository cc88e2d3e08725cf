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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /v1/models` as OpenAI lists them.
@Path("/v1/models")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class OpenAiModelsResource {
    private static final List<String> TIERS = List.of("tandem/fast", "tandem/deep", "tandem/auto");

    private final Catalog catalog;

    @Inject
    public OpenAiModelsResource(Catalog catalog) {
        this.catalog = catalog;
    }

    @GET
    @RunOnVirtualThread
    @Operation(operationId = "listOpenAiModels", summary = "Models in OpenAI's shape")
    public OpenAiList list() {
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

    public record OpenAiList(String object, List<OpenAiModel> data) {
        public OpenAiList {
            data = List.copyOf(data);
        }
    }

    public record OpenAiModel(String id, String object, long created, String owned_by) {}
}
