package io.tandem.kit.outbox;

import io.tandem.events.Envelope;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One record to publish. Records of one key keep their order.
///
/// @param body null removes the key from a compacted topic
public record OutboxRecord(String topic, String key, Map<String, String> headers, byte @Nullable [] body) {

    /// An event in its envelope.
    public static OutboxRecord event(Topic topic, String key, Envelope envelope, Object event) {
        return new OutboxRecord(topic.topicName(), key, envelope.headers(), EventJson.write(event));
    }

    /// The hash range this key belongs to, 0 to [Outbox#SLOTS] - 1.
    int slot() {
        return slotOf(key);
    }

    /// The hash range of a key, 0 to [Outbox#SLOTS] - 1.
    public static int slotOf(String key) {
        return Math.floorMod(key.hashCode(), Outbox.SLOTS);
    }
}
