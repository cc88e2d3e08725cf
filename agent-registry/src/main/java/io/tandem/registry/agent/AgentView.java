package io.tandem.registry.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord.State;
import io.tandem.events.AgentRecord.Visibility;
import io.tandem.registry.access.AgentRights;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An agent as the API tells it.
///
/// @param state the active version's; before there is one, the newest version's, or DRAFT
/// @param stale what has changed since the active version was evaluated, in words; absent while nothing has
/// @param reviewAt when the active version has to be evaluated again in any case
/// @param reviewOn the day chosen for the next review of the agent itself
/// @param ownerGoneAt since when its owner is gone with nobody in their place
/// @param draft the draft as it is, only where one agent is asked for
@Schema(name = "Agent")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentView(
        String name,
        String team,
        @Nullable String owner,
        @Nullable String deputy,
        State state,
        @Nullable Integer activeVersion,
        int latestVersion,
        boolean suspended,
        boolean builtIn,
        Visibility visibility,
        String purpose,
        String tier,
        String risk,
        List<String> tags,
        List<String> tools,
        Instant createdAt,
        Instant changedAt,
        @Nullable String stale,
        @Nullable Instant reviewAt,
        @Nullable LocalDate reviewOn,
        @Nullable Instant ownerGoneAt,
        AgentRights rights,
        @Nullable AgentDefinition draft) {

    static AgentView of(AgentRow row, AgentRights rights, @Nullable AgentDefinition draft) {
        return new AgentView(
                row.name,
                row.team,
                row.owner,
                row.deputy,
                row.state,
                row.activeVersion,
                row.versions,
                row.suspended,
                row.builtIn,
                row.visibility,
                row.purpose,
                row.tier,
                row.risk,
                row.tagList(),
                row.toolList(),
                row.createdAt,
                row.changedAt,
                row.stale,
                row.reviewAt,
                row.reviewOn,
                row.ownerGoneAt,
                rights,
                draft);
    }
}
