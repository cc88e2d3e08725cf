package io.tandem.registry.inventory;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/v1/inventory`: every agent with who answers for it and what becomes of it.
@Path("/api/v1/inventory")
@Tag(name = "Inventory", description = "Agents kept in order")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class InventoryResource {
    private final Inventory inventory;
    private final Stewards stewards;
    private final SecurityIdentity identity;

    @Inject
    public InventoryResource(Inventory inventory, Stewards stewards, SecurityIdentity identity) {
        this.inventory = inventory;
        this.stewards = stewards;
        this.identity = identity;
    }

    @Schema(name = "Inventory")
    public record Lines(List<InventoryLine> items) {}

    @GET
    @Operation(operationId = "getInventory", summary = "Every agent that you may see, and how it stands")
    public Lines lines() {
        return new Lines(inventory.lines(Caller.of(identity)));
    }

    @GET
    @Path("csv")
    @Produces("text/csv")
    @Operation(operationId = "exportInventory", summary = "The inventory as CSV")
    public String csv() {
        return InventoryCsv.of(inventory.lines(Caller.of(identity)));
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeStewards",
            summary = "Change owner, deputy or review date of an agent",
            description = "By its owner or an administrator. What is left out stays.")
    public InventoryLine change(@PathParam("name") String name, Stewards.Change body) {
        Caller caller = Caller.of(identity);
        stewards.change(name, body, caller);
        return inventory.lines(caller).stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
