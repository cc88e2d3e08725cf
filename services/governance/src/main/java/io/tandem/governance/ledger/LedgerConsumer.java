package io.tandem.governance.ledger;

import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Reads the streams and appends each poll in one transaction; offsets are committed after it.
///
/// Nothing is left out for lack of a database: the same records are tried again until they are in. What cannot be read
/// as an event goes to `<topic>.dead` with the problem attached, and reading goes on.
public final class LedgerConsumer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LedgerConsumer.class);
    private static final String SERVICE = "governance";

    /// As which group the streams are read.
    public static final String GROUP = "tandem-governance";

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final Ledger ledger;
    private final DeadLetters dead;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("governance-ledger").unstarted(this::run);
    private volatile boolean closed;

    public LedgerConsumer(Broker broker, Ledger ledger) {
        this.ledger = ledger;
        broker.ensure(Streams.ALL.toArray(Topic[]::new));
        this.dead = new DeadLetters(broker, SERVICE);
        this.consumer = broker.groupConsumer(SERVICE, GROUP);
    }

    /// The topics that are read.
    public static List<String> topics() {
        return Streams.ALL.stream().map(Topic::topicName).toList();
    }

    public LedgerConsumer start() {
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
            consumer.subscribe(topics());
            while (!closed) {
                pollOnce();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("the ledger's consumer is closed");
        }
    }

    private void pollOnce() {
        try {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                handle(records);
                consumer.commitSync();
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (SQLException e) {
            LOG.warnf("the ledger waits for its database: %s", e.getMessage());
            LOG.debug("append", e);
            rewind();
        } catch (RuntimeException e) {
            LOG.error("events could not be recorded; trying the same ones again", e);
            rewind();
        }
    }

    private void handle(ConsumerRecords<String, byte[]> records) throws SQLException {
        List<Incoming> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                events.add(Streams.read(record.topic(), headers(record), record.value()));
            } catch (IllegalArgumentException | NullPointerException e) {
                dead.bury(record, e);
            }
        }
        if (!events.isEmpty()) {
            ledger.append(events);
        }
    }

    /// Goes back to what is not committed, so that the next poll brings the same records.
    private void rewind() {
        try {
            Thread.sleep(RETRY);
            consumer.committed(consumer.assignment()).forEach((partition, offset) -> {
                if (offset != null) {
                    consumer.seek(partition, offset.offset());
                } else {
                    consumer.seekToBeginning(List.of(new TopicPartition(partition.topic(), partition.partition())));
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf("cannot go back to the committed offset yet: %s", e.getMessage());
        }
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        });
        return headers;
    }
}
