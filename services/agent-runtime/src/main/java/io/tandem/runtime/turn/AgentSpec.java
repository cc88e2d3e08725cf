package io.tandem.runtime.turn;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.Flow;
import io.tandem.events.ToolRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a managed agent version is made of, with its tools and peers as they are known now.
///
/// @param tools the version's tools that the hub publishes, by `connector/tool`
/// @param peers what the version's peers are for, by name
public record AgentSpec(
        AgentRecord.Version version,
        AgentDefinition definition,
        Map<String, ToolRecord> tools,
        Map<String, String> peers,
        List<Remembered> remembered) {
    private static final String PEER = "agent/";

    public AgentSpec {
        tools = Map.copyOf(tools);
        peers = Map.copyOf(peers);
        remembered = List.copyOf(remembered);
    }

    /// What its model can call: tools, and peers as `agent/NAME`.
    Set<String> callable() {
        Set<String> names = new LinkedHashSet<>(definition.spec().tools());
        peers.keySet().forEach(peer -> names.add(PEER + peer));
        return names;
    }

    /// Whether a person agrees to a plan first.
    boolean plans() {
        return definition.spec().guardrails().plan() == AgentDefinition.Plan.ask;
    }

    /// Whether the version may ask for it: a tool as `connector/tool`, a peer as `agent/NAME`.
    boolean holds(String called) {
        return called.startsWith(PEER)
                ? peers.containsKey(called.substring(PEER.length()))
                : definition.spec().tools().contains(called);
    }

    /// An earlier exchange of the same conversation.
    ///
    /// @param askedFlow what the asker said of it
    /// @param flow what the earlier task had read when it answered
    public record Remembered(String asked, Flow askedFlow, String answered, Flow flow) {}
}
