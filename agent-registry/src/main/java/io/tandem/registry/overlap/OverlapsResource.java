package io.tandem.registry.overlap;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.kit.identity.Caller;
import io.tandem.registry.agent.AgentHead;
import io.tandem.registry.agent.Agents;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/v1/agents/{name}/overlaps`: which agents are much like this one's draft.
@Path("/api/v1/agents/{name}/overlaps")
@Tag(name = "Agents")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class OverlapsResource {
    private static final int MOST = 10;

    private final Agents agents;
    private final NearDuplicates nearDuplicates;
    private final SecurityIdentity identity;

    @Inject
    public OverlapsResource(Agents agents, NearDuplicates nearDuplicates, SecurityIdentity identity) {
        this.agents = agents;
        this.nearDuplicates = nearDuplicates;
        this.identity = identity;
    }

    @Schema(name = "NearDuplicateList")
    public record Overlaps(List<NearDuplicate> items) {}

    @GET
    @Operation(
            operationId = "listOverlaps",
            summary = "The ten agents most like this one's draft, if they are much like it",
            description = "Of agents that you may not see there is no more than name, team, owner and likeness.")
    public Overlaps list(@PathParam("name") String name) {
        Caller caller = Caller.of(identity);
        AgentHead head = agents.head(name, caller);
        return new Overlaps(
                head.draft() == null
                        ? List.of()
                        : nearDuplicates.of(name, head.draft().spec(), caller).stream()
                                .limit(MOST)
                                .toList());
    }
}
