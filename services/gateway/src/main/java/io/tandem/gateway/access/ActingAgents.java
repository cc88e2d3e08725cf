package io.tandem.gateway.access;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.events.ToolRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which agents act for their callers at a tool server, themselves or by an agent that they ask.
///
/// @param records the view of `registry.agents` by key
/// @param tools the view of `hub.tools` by key
public record ActingAgents(
        Function<String, Optional<AgentRecord>> records, Function<String, Optional<ToolRecord>> tools) {

    public boolean acts(AgentSight agent) {
        Deque<AgentDefinition> left = new ArrayDeque<>();
        Set<String> known = new HashSet<>();
        add(agent.version(), known, left);
        while (!left.isEmpty()) {
            AgentDefinition.Spec spec = left.remove().spec();
            if (spec.tools().stream().anyMatch(this::isDelegated)) {
                return true;
            }
            spec.peers().forEach(peer -> add(active(peer), known, left));
        }
        return false;
    }

    private boolean isDelegated(String tool) {
        return tools.apply(tool).filter(ToolRecord::delegated).isPresent();
    }

    private AgentRecord.@Nullable Version active(String agent) {
        return records.apply(agent)
                .filter(AgentRecord.Pointer.class::isInstance)
                .map(pointer -> ((AgentRecord.Pointer) pointer).activeVersion())
                .flatMap(version -> records.apply(agent + "@" + version))
                .flatMap(AgentRecord::asVersion)
                .orElse(null);
    }

    private static void add(
            AgentRecord.@Nullable Version version, Set<String> known, Deque<AgentDefinition> definitions) {
        if (version != null && version.definition() != null && known.add(version.key())) {
            definitions.add(version.definition());
        }
    }
}
