package io.tandem.runtime.effect;

import io.tandem.a2a.A2aException;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.events.ApprovalEvent;
import io.tandem.events.ConnectionEvent;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.DeadLetters;
import io.tandem.runtime.activation.Sweeper;
import io.tandem.runtime.inbox.Arrival;
import io.tandem.runtime.inbox.Inbox;
import io.tandem.runtime.journal.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// What comes back to tasks from outside: decided approvals, connected servers and answers of peers. Each becomes an
/// inbox row before its offset is committed.
public final class IncomingConsumer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IncomingConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final String SERVICE = "runtime";

    private final DataSource dataSource;
    private final DeadLetters dead;
    private final Sweeper sweeper;
    private final KafkaConsumer<String, byte[]> approvals;
    private final KafkaConsumer<String, byte[]> replies;
    private final List<Thread> threads;
    private volatile boolean closed;

    /// @param replyTopic answers of peers to this node; what people decided is shared with the other nodes
    public IncomingConsumer(Broker broker, DataSource dataSource, Sweeper sweeper, String replyTopic) {
        this.dataSource = dataSource;
        this.dead = new DeadLetters(broker, SERVICE);
        this.sweeper = sweeper;
        this.approvals = broker.groupConsumer(SERVICE, "tandem-runtime-approvals");
        this.replies = broker.assignedConsumer(SERVICE, "peer-replies");
        this.threads = List.of(
                thread("approvals", () -> {
                    approvals.subscribe(List.of(Topic.HUB_APPROVALS.topicName(), Topic.HUB_CONNECTIONS.topicName()));
                    read(approvals, this::decided);
                }),
                thread("peer-replies", () -> {
                    TopicPartition partition = new TopicPartition(replyTopic, 0);
                    replies.assign(List.of(partition));
                    replies.seekToEnd(List.of(partition));
                    read(replies, this::reply);
                }));
    }

    public IncomingConsumer start() {
        threads.forEach(Thread::start);
        return this;
    }

    @Override
    public void close() {
        closed = true;
        approvals.wakeup();
        replies.wakeup();
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name("runtime-" + name).unstarted(work);
    }

    private interface Handler {
        void handle(ConsumerRecord<String, byte[]> record) throws SQLException;
    }

    private void read(KafkaConsumer<String, byte[]> consumer, Handler handler) {
        try (consumer) {
            while (!closed) {
                try {
                    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                    for (ConsumerRecord<String, byte[]> record : records) {
                        untilDone(handler, record);
                    }
                    if (!records.isEmpty() && consumer == approvals) {
                        consumer.commitAsync();
                    }
                } catch (WakeupException e) {
                    throw e;
                } catch (RuntimeException e) {
                    LOG.warnf("reading what comes back: %s", e.getMessage());
                }
            }
        } catch (WakeupException e) {
            LOG.debug("closed");
        }
    }

    /// A record that cannot be understood is a dead letter; while the database is away it is tried again.
    private void untilDone(Handler handler, ConsumerRecord<String, byte[]> record) {
        while (!closed) {
            try {
                handler.handle(record);
                return;
            } catch (IllegalArgumentException | A2aException e) {
                dead.bury(record, e);
                return;
            } catch (SQLException e) {
                LOG.warnf("what comes back waits for the database: %s", e.getMessage());
                pause();
            }
        }
    }

    private void decided(ConsumerRecord<String, byte[]> record) throws SQLException {
        if (record.topic().equals(Topic.HUB_CONNECTIONS.topicName())) {
            connection(record);
        } else {
            approval(record);
        }
    }

    private void connection(ConsumerRecord<String, byte[]> record) throws SQLException {
        ConnectionEvent event = EventJson.read(record.value(), ConnectionEvent.class);
        tell(event.taskId(), event.askId(), new Arrival(0, Arrival.Kind.CONNECTION, "hub", EventJson.write(event)));
    }

    private void approval(ConsumerRecord<String, byte[]> record) throws SQLException {
        ApprovalEvent event = EventJson.read(record.value(), ApprovalEvent.class);
        boolean decided = List.of("granted", "rejected", "expired").contains(event.status());
        if (!decided) {
            return;
        }
        String by = event.decidedBy() == null ? "hub" : event.decidedBy();
        Entry.ApprovalDecided entry = new Entry.ApprovalDecided(
                event.approvalId(),
                event.status(),
                by,
                event.reason(),
                event.asked() == null ? null : event.arguments());
        tell(event.taskId(), event.approvalId(), new Arrival(0, Arrival.Kind.APPROVAL, "hub", EventJson.write(entry)));
    }

    /// @param id under which it is told once
    private void tell(String taskId, String id, Arrival arrival) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Inbox.tell(connection, UUID.fromString(taskId), "hub", id, arrival);
        }
        sweeper.hint();
    }

    private void reply(ConsumerRecord<String, byte[]> record) throws SQLException {
        String requestId = KafkaReply.requestIdOf(record);
        if (requestId != null) {
            PeerCalls.arrived(dataSource, sweeper, requestId, KafkaReply.of(record));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
