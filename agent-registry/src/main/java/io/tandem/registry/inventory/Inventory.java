package io.tandem.registry.inventory;

import io.tandem.events.AgentUse;
import io.tandem.kit.identity.Caller;
import io.tandem.registry.agent.AgentView;
import io.tandem.registry.agent.Agents;
import io.tandem.registry.agent.Catalogue;
import io.tandem.registry.version.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Every agent that a caller may see, with what is known of it here and how governance says it is used.
@ApplicationScoped
public class Inventory {
    private final Catalogue catalogue;
    private final Versions versions;
    private final AgentUses uses;
    private final InventorySettings settings;

    @Inject
    Inventory(Catalogue catalogue, Versions versions, AgentUses uses, InventorySettings settings) {
        this.catalogue = catalogue;
        this.versions = versions;
        this.uses = uses;
        this.settings = settings;
    }

    @Transactional
    public List<InventoryLine> lines(Caller caller) {
        Map<String, Versions.Standing> standings = versions.standings();
        Map<String, AgentUse> used = uses.byAgent();
        return catalogue.all(caller).stream()
                .map(agent -> line(agent, standings.get(agent.name()), used.get(agent.name()), caller))
                .toList();
    }

    private InventoryLine line(
            AgentView agent, Versions.@Nullable Standing standing, @Nullable AgentUse use, Caller caller) {
        return new InventoryLine(
                agent.name(),
                agent.team(),
                agent.owner(),
                Objects.equals(agent.owner(), agent.deputy()) ? null : agent.deputy(),
                agent.purpose(),
                agent.risk(),
                agent.state(),
                agent.activeVersion(),
                standing == null ? null : standing.activatedAt(),
                use == null ? null : use.lastUse(),
                use == null ? 0 : use.tasks(),
                use == null ? null : use.cost(),
                standing == null ? null : standing.score(),
                reviewOn(agent, standing),
                agent.ownerGoneAt(),
                agent.builtIn(),
                !agent.builtIn() && Agents.steward(agent.owner(), caller));
    }

    private @Nullable LocalDate reviewOn(AgentView agent, Versions.@Nullable Standing standing) {
        if (agent.reviewOn() != null || standing == null) {
            return agent.reviewOn();
        }
        return LocalDate.ofInstant(standing.activatedAt().plus(settings.review()), ZoneOffset.UTC);
    }
}
