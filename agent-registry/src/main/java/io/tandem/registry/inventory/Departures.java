package io.tandem.registry.inventory;

import io.tandem.registry.agent.Agents;
import io.tandem.registry.agent.Catalogue;
import io.tandem.registry.people.People;
import io.tandem.registry.version.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What happens when an owner is disabled or gone: the deputy becomes the owner. Without one the agent goes on for a
/// grace time, with a notice on the board, and is then suspended. Each step is an audit event.
///
/// Nothing is done while the identity provider cannot be asked.
@ApplicationScoped
public class Departures {
    private final Catalogue catalogue;
    private final Agents agents;
    private final Versions versions;
    private final People people;
    private final InventorySettings settings;

    @Inject
    Departures(Catalogue catalogue, Agents agents, Versions versions, People people, InventorySettings settings) {
        this.catalogue = catalogue;
        this.agents = agents;
        this.versions = versions;
        this.people = people;
        this.settings = settings;
    }

    /// What was done about one agent.
    ///
    /// @param step `deputy-took-over`, `grace-began`, `suspended` or `owner-back`
    @Schema(name = "OwnerStep")
    public record Step(String agent, String step, String says) {}

    /// Looks all owners up, each person once.
    public List<Step> look(Instant now) {
        Map<String, Boolean> there = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (Catalogue.Described agent : catalogue.described()) {
            Step step = settle(agent, there, now);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }

    private @Nullable Step settle(Catalogue.Described agent, Map<String, Boolean> there, Instant now) {
        if (here(agent.owner(), there)) {
            if (agent.ownerGoneAt() == null) {
                return null;
            }
            return step(agent, "owner-back", "Its owner " + agent.owner() + " is back.", null);
        }
        String gone = agent.owner() == null ? "It has no owner" : "Its owner " + agent.owner() + " is disabled or gone";
        String deputy = agent.deputy();
        if (deputy != null && !deputy.equals(agent.owner()) && here(deputy, there)) {
            String says = gone + "; the deputy " + deputy + " is its owner now.";
            return agents.succeed(agent.name(), agent.owner(), deputy, says)
                    ? new Step(agent.name(), "deputy-took-over", says)
                    : null;
        }
        Instant since = agent.ownerGoneAt();
        if (since == null) {
            LocalDate end = LocalDate.ofInstant(now.plus(settings.grace()), ZoneOffset.UTC);
            return step(
                    agent,
                    "grace-began",
                    gone + " and it has no deputy; unless somebody takes it over, it is suspended on " + end + ".",
                    now);
        }
        if (since.plus(settings.grace()).isAfter(now)) {
            return null;
        }
        String says =
                gone + " and nobody took it over within " + settings.grace().toDays() + " days.";
        return versions.suspendActive(agent.name(), says) ? new Step(agent.name(), "suspended", says) : null;
    }

    private @Nullable Step step(Catalogue.Described agent, String step, String says, @Nullable Instant goneAt) {
        return agents.noteOwnerGone(agent.name(), goneAt, "agent." + step, says)
                ? new Step(agent.name(), step, says)
                : null;
    }

    private boolean here(@Nullable String person, Map<String, Boolean> there) {
        return person != null && there.computeIfAbsent(person, people::existsNow);
    }
}
