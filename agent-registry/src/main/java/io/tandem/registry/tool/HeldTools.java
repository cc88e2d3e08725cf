package io.tandem.registry.tool;

import io.tandem.events.ToolRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The tools that teams hold. Empty until the view is there.
@ApplicationScoped
public class HeldTools {
    private volatile Supplier<Collection<ToolRecord>> source = List::of;

    /// Where tools are read from now on; called when the view is made.
    public void readFrom(Supplier<Collection<ToolRecord>> tools) {
        source = tools;
    }

    /// Every tool, whoever holds it.
    public Collection<ToolRecord> all() {
        return source.get();
    }

    /// Approved tools of a team, by name.
    public List<ToolRecord> of(String team) {
        return source.get().stream()
                .filter(tool -> tool.state() == ToolRecord.State.APPROVED)
                .filter(tool -> tool.teams().contains(team))
                .sorted(Comparator.comparing(ToolRecord::key))
                .toList();
    }

    /// What a repeat of a call does; empty for an unknown tool.
    public Optional<ToolRecord.Effect> effect(String name) {
        return source.get().stream()
                .filter(tool -> tool.key().equals(name))
                .map(ToolRecord::effect)
                .findFirst();
    }

    /// A tool as it is pinned now, unless it is quarantined or gone.
    public Optional<ToolRecord> pinned(String name) {
        return source.get().stream()
                .filter(tool -> tool.key().equals(name) && tool.state() == ToolRecord.State.APPROVED)
                .findFirst();
    }

    /// Why a team's agent cannot have a tool, or empty if it can.
    public Optional<String> refusal(String team, String name) {
        for (ToolRecord tool : source.get()) {
            if (tool.key().equals(name) && tool.teams().contains(team)) {
                return switch (tool.state()) {
                    case APPROVED -> Optional.empty();
                    case QUARANTINED ->
                        Optional.of("The tool " + name + " has changed and waits for an administrator to approve it.");
                    case REMOVED -> Optional.of("The tool " + name + " is no longer offered by its connector.");
                };
            }
        }
        return Optional.of("The team " + team + " does not hold a tool " + name
                + "; an administrator of its connector can give it to the team.");
    }
}
