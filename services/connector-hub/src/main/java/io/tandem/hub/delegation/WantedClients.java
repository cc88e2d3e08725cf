package io.tandem.hub.delegation;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentRecord.State;
import io.tandem.hub.realm.RealmClients.Agent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which agents need a client in the realm, and which tool servers each may get tokens for.
///
/// @param delegated connectors that are shown their caller
/// @param stopped whether a halt stops an agent
record WantedClients(Set<String> delegated, Predicate<AgentRecord> stopped) {
    /// Versions that may call tools.
    private static final Set<State> LIVE =
            EnumSet.of(State.TRIAL, State.IN_EVALUATION, State.IN_REVIEW, State.CANARY, State.ACTIVE, State.DEPRECATED);

    /// Versions that could once.
    private static final Set<State> ONCE = EnumSet.of(State.SUSPENDED, State.RETIRED);

    /// One for each agent that has, or once had, a live version with a tool of such a connector; enabled while it has
    /// one and nothing stops it.
    List<Agent> of(Collection<AgentRecord> records) {
        Map<String, List<AgentRecord>> byName =
                new TreeMap<>(records.stream().collect(Collectors.groupingBy(AgentRecord::name)));
        List<Agent> agents = new ArrayList<>();
        byName.forEach((name, all) -> {
            Set<String> now = connectors(all, LIVE);
            if (!now.isEmpty() || !connectors(all, ONCE).isEmpty()) {
                agents.add(new Agent(name, !now.isEmpty() && all.stream().noneMatch(this::stops), now));
            }
        });
        return agents;
    }

    private boolean stops(AgentRecord record) {
        return record instanceof AgentRecord.Pointer pointer && pointer.suspended() || stopped.test(record);
    }

    private Set<String> connectors(List<AgentRecord> records, Set<State> states) {
        Set<String> connectors = new TreeSet<>();
        for (AgentRecord record : records) {
            if (record instanceof AgentRecord.Version version && states.contains(version.state())) {
                tools(version.definition()).forEach(tool -> connectors.add(tool.split("/", 2)[0]));
            }
        }
        connectors.retainAll(delegated);
        return connectors;
    }

    private static List<String> tools(@Nullable AgentDefinition definition) {
        return definition == null ? List.of() : definition.spec().tools();
    }
}
