package io.tandem.governance.worth;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.events.TaskEvent;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Folds `a2a.events` into one row for each task. A task's entries come in their order; one that was folded already is
/// left out by its number, so reading again changes nothing.
final class CostConsumer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CostConsumer.class);
    private static final String SERVICE = "governance";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String FOLD = """
            insert into task_cost(task, parent, agent, version, team, owner, state, began, cost, currency, calls, seq)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (task) do update set
                state = excluded.state,
                cost = task_cost.cost + excluded.cost,
                currency = coalesce(task_cost.currency, excluded.currency),
                calls = task_cost.calls + excluded.calls,
                seq = excluded.seq
            where task_cost.seq < excluded.seq
            """;

    private final DataSource dataSource;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("governance-worth").unstarted(this::run);
    private volatile boolean closed;

    CostConsumer(DataSource dataSource, Broker broker) {
        this.dataSource = dataSource;
        broker.ensure(Topic.A2A_EVENTS);
        this.consumer = broker.groupConsumer(SERVICE, "tandem-governance-worth");
    }

    CostConsumer start() {
        thread.start();
        return this;
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(Topic.A2A_EVENTS.topicName()));
            while (!closed) {
                pollOnce();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("the consumer of costs is closed");
        }
    }

    private void pollOnce() {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        while (!records.isEmpty() && !closed) {
            try {
                fold(records);
                consumer.commitSync();
                return;
            } catch (SQLException e) {
                LOG.warnf("costs of tasks wait for their database: %s", e.getMessage());
                for (TopicPartition partition : records.partitions()) {
                    consumer.seek(
                            partition, records.records(partition).getFirst().offset());
                }
                pause();
                return;
            }
        }
    }

    private void fold(ConsumerRecords<String, byte[]> records) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement fold = connection.prepareStatement(FOLD)) {
                for (ConsumerRecord<String, byte[]> record : records) {
                    add(fold, record);
                }
            }
            connection.commit();
        }
    }

    /// What is no event is the ledger's to bury; it costs nothing.
    private static void add(PreparedStatement fold, ConsumerRecord<String, byte[]> record) throws SQLException {
        TaskEvent event;
        try {
            event = EventJson.read(record.value(), TaskEvent.class);
        } catch (IllegalArgumentException e) {
            LOG.debugf(e, "no event at %s-%d:%d", record.topic(), record.partition(), record.offset());
            return;
        }
        JsonNode cost = event.kind().equals("model-turn")
                ? event.body().path("cost")
                : event.body().path("none");
        @Nullable
        Object[] values = {
            event.taskId(),
            event.parentTaskId(),
            event.agent(),
            event.version(),
            event.team(),
            event.owner(),
            event.state(),
            OffsetDateTime.ofInstant(event.at(), ZoneOffset.UTC),
            new BigDecimal(cost.path("amount").asText("0")),
            cost.hasNonNull("currency") ? cost.path("currency").asText() : null,
            event.kind().equals("tool-intent") ? 1 : 0,
            event.seq()
        };
        for (int i = 0; i < values.length; i++) {
            fold.setObject(i + 1, values[i]);
        }
        fold.executeUpdate();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
