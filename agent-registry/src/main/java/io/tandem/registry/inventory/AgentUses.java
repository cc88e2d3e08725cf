package io.tandem.registry.inventory;

import io.tandem.events.AgentUse;
import io.tandem.events.Topic;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// How agents are used, as governance tells it, and which names have an inbox on Kafka.
@Singleton
public class AgentUses {
    private static final String INBOX = ".inbox";

    private volatile Supplier<Collection<AgentUse>> uses = List::of;
    private volatile Supplier<Set<String>> topics = Set::of;

    /// Told once by who holds the view.
    public void readFrom(Supplier<Collection<AgentUse>> view, Supplier<Set<String>> names) {
        uses = view;
        topics = names;
    }

    Map<String, AgentUse> byAgent() {
        return uses.get().stream().collect(Collectors.toMap(AgentUse::agent, Function.identity()));
    }

    /// Names of agents that have an inbox of their own.
    Set<String> inboxes() {
        String prefix = Topic.A2A_AGENT_INBOX.topicName();
        Set<String> names = new TreeSet<>();
        try {
            for (String topic : topics.get()) {
                if (topic.startsWith(prefix) && topic.endsWith(INBOX)) {
                    names.add(topic.substring(prefix.length(), topic.length() - INBOX.length()));
                }
            }
        } catch (IllegalStateException e) {
            throw new ProblemException(CommonProblem.UNAVAILABLE, "Kafka does not tell its topics.", null, e);
        }
        return names;
    }
}
