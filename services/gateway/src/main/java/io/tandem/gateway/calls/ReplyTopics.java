package io.tandem.gateway.calls;

import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// The reply topic of one life of one gateway: `a2a.replies.<node>-<start>`, where start is 12 hex digits.
final class ReplyTopics {
    private static final Logger LOG = Logger.getLogger(ReplyTopics.class);
    private static final int START_BITS = 48;

    private ReplyTopics() {}

    /// Makes a fresh topic and removes those that earlier lives of this node left behind.
    static String open(Broker broker) {
        sweep(broker);
        long start = ThreadLocalRandom.current().nextLong(1L << START_BITS);
        String name =
                Topic.A2A_REPLIES.named(broker.node() + "-" + HexFormat.of().toHexDigits(start, START_BITS / 4));
        broker.ensure(Map.of(name, Topic.A2A_REPLIES));
        return name;
    }

    static void remove(Broker broker, String topic) {
        try {
            broker.remove(List.of(topic));
        } catch (IllegalStateException e) {
            LOG.debugf(e, "%s stays until the next start", topic);
        }
    }

    /// Whether a topic belonged to an earlier life of that node.
    static boolean stale(String topic, String node) {
        return topic.matches(Pattern.quote(Topic.A2A_REPLIES.named(node)) + "-[0-9a-f]{12}");
    }

    private static void sweep(Broker broker) {
        List<String> stale = broker.topics().stream()
                .filter(topic -> stale(topic, broker.node()))
                .toList();
        if (!stale.isEmpty()) {
            broker.remove(stale);
            LOG.infof("removed stale reply topics %s", stale);
        }
    }
}
