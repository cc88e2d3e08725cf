package io.tandem.events;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The table of topics: one line a topic, with its key and its one writer.
///
/// A topic named by instance or by agent (`a2a.replies.<instance>`, `a2a.agent.<name>.inbox`) stands here as its
/// prefix;
/// [#named(String)] gives the whole name.
public enum Topic {
    /// A2A requests to managed agents, by the Kafka binding. Key: task id, or request id before the task exists.
    A2A_COMMANDS("a2a.commands", "any caller", Keep.DAYS_7, 8),
    /// A2A requests to one Kafka-native agent.
    A2A_AGENT_INBOX("a2a.agent.", "callers of that agent", Keep.DAYS_7, 1),
    /// Answers to one caller; made, read and removed by that caller. Key: task id.
    A2A_REPLIES("a2a.replies.", "who answers", Keep.HOUR_1, 1),
    /// Hints to the holder of a lease; losing one costs latency and never meaning. Key: task id.
    A2A_SIGNALS("a2a.signals", "agent-runtime", Keep.HOUR_1, 1),
    /// What happened in tasks. Key: task id.
    A2A_EVENTS("a2a.events", "agent-runtime", Keep.DAYS_30, 8),
    /// Agent versions (`name@version`) and pointers (`name`), grants included.
    REGISTRY_AGENTS("registry.agents", "agent-registry", Keep.COMPACT, 1),
    /// Public keys that sign passes. Key: key id.
    REGISTRY_KEYS("registry.keys", "agent-registry", Keep.COMPACT, 1),
    /// What teams are judged by beside what is built in. Key: team.
    REGISTRY_POLICIES("registry.policies", "agent-registry", Keep.COMPACT, 1),
    /// Kill switches that are thrown. Key: scope:target.
    REGISTRY_HALTS("registry.halts", "agent-registry", Keep.COMPACT, 1),
    /// Pinned tools. Key: connector/tool.
    HUB_TOOLS("hub.tools", "connector-hub", Keep.COMPACT, 1),
    /// Approvals asked for and decided. Key: task id.
    HUB_APPROVALS("hub.approvals", "connector-hub", Keep.DAYS_30, 4),
    /// People connected servers that tasks waited for. Key: task id.
    HUB_CONNECTIONS("hub.connections", "connector-hub", Keep.DAYS_30, 4),
    /// Each model call with its tokens and cost. Key: task id.
    MODEL_USAGE("model.usage", "model-router", Keep.DAYS_30, 4),
    /// Each attempt to call a tool, allowed or denied. Key: task id.
    TOOL_ACTIVITY("tool.activity", "connector-hub", Keep.DAYS_30, 4),
    AUDIT_REGISTRY("audit.registry", "agent-registry", Keep.DAYS_30, 1),
    AUDIT_GATEWAY("audit.gateway", "gateway", Keep.DAYS_30, 1),
    AUDIT_RUNTIME("audit.runtime", "agent-runtime", Keep.DAYS_30, 1),
    AUDIT_ROUTER("audit.router", "model-router", Keep.DAYS_30, 1),
    AUDIT_HUB("audit.hub", "connector-hub", Keep.DAYS_30, 1),
    AUDIT_GOVERNANCE("audit.governance", "governance", Keep.DAYS_30, 1),
    /// The verdict on an agent version. Key: `name@version`.
    EVALUATION_RESULTS("evaluation.results", "governance", Keep.COMPACT, 1),
    /// How a canary stands against the active version, once that says something. Key: agent.
    CANARY_STANDINGS("canary.standings", "governance", Keep.COMPACT, 1),
    /// What judges go by and whether they count. Key: `team/name`.
    JUDGE_STANDINGS("judge.standings", "governance", Keep.COMPACT, 1),
    /// The ledger's newest head. Key: team.
    LEDGER_HEAD("ledger.head", "governance", Keep.COMPACT, 1),
    /// How agents are used. Key: agent.
    AGENT_USE("agent.use", "governance", Keep.COMPACT, 1);

    /// The largest record that goes on any topic, in bytes, with key and headers. What people and programs send is
    /// bounded far below; what agents make of it is not.
    public static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

    private final String topicName;
    private final String writer;
    private final Keep keep;
    private final int partitions;

    Topic(String topicName, String writer, Keep keep, int partitions) {
        this.topicName = topicName;
        this.writer = writer;
        this.keep = keep;
        this.partitions = partitions;
    }

    /// The name on the broker, or the prefix of a family of names.
    public String topicName() {
        return topicName;
    }

    /// The topic of exactly this name; families have none.
    public static Optional<Topic> of(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst();
    }

    /// The whole name of one topic of a family.
    ///
    /// @throws IllegalStateException if this topic is not a family
    public String named(String instance) {
        return switch (this) {
            case A2A_AGENT_INBOX -> topicName + instance + ".inbox";
            case A2A_REPLIES -> topicName + instance;
            default -> throw new IllegalStateException(topicName + " is one topic, not a family");
        };
    }

    /// The one service that may write here.
    public String writer() {
        return writer;
    }

    /// How many partitions a fresh topic gets.
    public int partitions() {
        return partitions;
    }

    /// Topic settings as Kafka names them.
    public Map<String, String> settings() {
        return keep.settings;
    }

    /// Where records go that a consumer gave up on, with the problem attached.
    public static String deadLetters(String topicName) {
        return topicName + ".dead";
    }

    /// The audit topic of the service with that short name, such as `registry`.
    ///
    /// @throws IllegalArgumentException if there is no such service
    public static Topic audit(String service) {
        for (Topic topic : values()) {
            if (topic.topicName.equals("audit." + service)) {
                return topic;
            }
        }
        throw new IllegalArgumentException("no audit topic for " + service);
    }

    private enum Keep {
        HOUR_1(delete(Duration.ofHours(1))),
        DAYS_7(delete(Duration.ofDays(7))),
        DAYS_30(delete(Duration.ofDays(30))),
        COMPACT(with(Map.of("cleanup.policy", "compact", "max.compaction.lag.ms", "3600000")));

        private final Map<String, String> settings;

        Keep(Map<String, String> settings) {
            this.settings = settings;
        }

        private static Map<String, String> delete(Duration after) {
            return with(Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(after.toMillis())));
        }

        private static Map<String, String> with(Map<String, String> cleanup) {
            Map<String, String> settings = new HashMap<>(cleanup);
            settings.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
            return Map.copyOf(settings);
        }
    }
}
