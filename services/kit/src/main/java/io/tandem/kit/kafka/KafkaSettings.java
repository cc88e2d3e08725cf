package io.tandem.kit.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Where Kafka is and who we are on it.
@ConfigMapping(prefix = "tandem.kafka")
public interface KafkaSettings {
    /// Bootstrap servers, `host:port` separated by commas (`TANDEM_KAFKA_BOOTSTRAP`).
    @WithDefault("127.0.0.1:19092")
    String bootstrap();

    /// This process among its equals: stable over restarts, different on each node (`TANDEM_KAFKA_NODE`). A restarted
    /// process takes its partitions back at once because it is recognised by this name.
    @WithDefault("node-1")
    String node();

    /// Copies of each topic that is made by Tandem (`TANDEM_KAFKA_REPLICATION`); -1 takes the broker's default.
    @WithDefault("-1")
    short replication();
}
