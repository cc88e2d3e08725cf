package io.tandem.registry.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.AgentRecord.State;
import io.tandem.events.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An agent in the inventory.
///
/// @param deputy who takes over when the owner leaves; absent where that is nobody else
/// @param lastUse when its newest task began; runs of evaluations do not count
/// @param tasks begun in the last 30 days
/// @param cost of models in the last 30 days
/// @param score share of the cases that the active version passed, 0 to 1
/// @param reviewOn when somebody looks at it again; absent before its first activation
/// @param ownerGoneAt since when its owner is gone with nobody in their place
/// @param steward whether the caller may change owner, deputy and review date
@Schema(name = "InventoryLine")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InventoryLine(
        String name,
        String team,
        @Nullable String owner,
        @Nullable String deputy,
        String purpose,
        String risk,
        State state,
        @Nullable Integer activeVersion,
        @Nullable Instant activatedAt,
        @Nullable Instant lastUse,
        int tasks,
        @Nullable Money cost,
        @Nullable Double score,
        @Nullable LocalDate reviewOn,
        @Nullable Instant ownerGoneAt,
        boolean builtIn,
        boolean steward) {}
