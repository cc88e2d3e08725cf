package io.tandem.policy;

import io.tandem.events.AgentRecord;
import io.tandem.events.Halt;
import io.tandem.events.ToolRecord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The kill switches that are thrown, and what each of them hits.
///
/// @param inForce all of the view of `registry.halts`
/// @param agents the view of `registry.agents` by key: whose team an agent is in that acts for somebody
public record Halts(Supplier<Collection<Halt>> inForce, Function<String, Optional<AgentRecord>> agents) {
    private static final String AGENT = "agent:";

    /// Where nothing is ever halted.
    public static Halts none() {
        return new Halts(List::of, key -> Optional.empty());
    }

    /// Those that stop work of an agent, because of itself or of an agent that it works for.
    ///
    /// @param actors agents that act for the caller, as `agent:NAME@VERSION`
    public List<Halt> onAgent(String agent, String team, Collection<String> actors) {
        return hitting(halt -> hits(halt, agent, team) || actors.stream().anyMatch(actor -> hitsActor(halt, actor)));
    }

    /// Those that stop a call of a tool, because of the tool or of who calls.
    List<Halt> onTool(ToolRecord tool, AgentRecord.Version caller, Collection<String> actors) {
        return hitting(halt -> switch (halt.scope()) {
            case tool -> halt.target().equals(tool.key());
            case connector -> halt.target().equals(tool.connector());
            case agent, team, all ->
                hits(halt, caller.name(), caller.team()) || actors.stream().anyMatch(actor -> hitsActor(halt, actor));
        });
    }

    /// Whether a halt stops all work of that agent.
    public static boolean hits(Halt halt, String agent, String team) {
        return switch (halt.scope()) {
            case agent -> halt.target().equals(agent);
            case team -> halt.target().equals(team);
            case all -> true;
            case tool, connector -> false;
        };
    }

    /// As facts of a question.
    static Set<String> said(Collection<Halt> halts) {
        return halts.stream().map(Halt::says).collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean hitsActor(Halt halt, String actor) {
        if (!actor.startsWith(AGENT)) {
            return false;
        }
        String name = actor.substring(AGENT.length()).replaceFirst("@.*", "");
        String team = agents.apply(name).map(AgentRecord::team).orElse("");
        return hits(halt, name, team);
    }

    private List<Halt> hitting(Predicate<Halt> hits) {
        return inForce.get().stream().filter(hits).toList();
    }
}
