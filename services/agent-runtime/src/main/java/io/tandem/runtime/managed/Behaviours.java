package io.tandem.runtime.managed;

import io.tandem.a2a.Message;
import io.tandem.a2a.TaskState;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.ToolRecord;
import io.tandem.runtime.agent.Behaviour;
import io.tandem.runtime.agent.EchoBehaviour;
import io.tandem.runtime.agent.Next;
import io.tandem.runtime.task.TaskHead;
import io.tandem.runtime.turn.AgentSpec;
import io.tandem.runtime.turn.TurnLoop;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Finds the behaviour of the version that a task pins.
public final class Behaviours implements Function<TaskHead, Behaviour> {
    private final Function<String, Optional<AgentRecord>> agents;
    private final Function<String, Optional<ToolRecord>> tools;
    private final Conversations conversations;
    private final Clock clock;
    private final Behaviour echo;

    /// @param agents the view of `registry.agents` by key
    /// @param tools the view of `hub.tools` by key
    public Behaviours(
            Function<String, Optional<AgentRecord>> agents,
            Function<String, Optional<ToolRecord>> tools,
            Conversations conversations,
            Clock clock) {
        this.agents = agents;
        this.tools = tools;
        this.conversations = conversations;
        this.clock = clock;
        this.echo = new EchoBehaviour(clock);
    }

    @Override
    public Behaviour apply(TaskHead head) {
        if (head.agent().equals(EchoBehaviour.NAME)) {
            return echo;
        }
        Optional<AgentRecord.Version> version =
                agents.apply(head.agent() + "@" + head.version()).flatMap(AgentRecord::asVersion);
        AgentDefinition definition =
                version.map(AgentRecord.Version::definition).orElse(null);
        if (version.isEmpty() || definition == null) {
            return gone(head);
        }
        return new TurnLoop(spec(head, version.get(), definition), clock);
    }

    private AgentSpec spec(TaskHead head, AgentRecord.Version version, AgentDefinition definition) {
        Map<String, ToolRecord> known = new HashMap<>();
        for (String name : definition.spec().tools()) {
            tools.apply(name).ifPresent(tool -> known.put(name, tool));
        }
        Map<String, String> peers = new HashMap<>();
        for (String name : definition.spec().peers()) {
            agents.apply(name)
                    .filter(AgentRecord.Pointer.class::isInstance)
                    .map(AgentRecord.Pointer.class::cast)
                    .ifPresent(peer -> peers.put(name, peer.purpose()));
        }
        return new AgentSpec(version, definition, known, peers, conversations.before(head));
    }

    private static Behaviour gone(TaskHead head) {
        String text = "Version " + head.version() + " of " + head.agent() + " is no longer published";
        return task ->
                new Next.End(List.of(), TaskState.FAILED, Message.agent(head.id() + ":gone", text), "VERSION_GONE");
    }
}
