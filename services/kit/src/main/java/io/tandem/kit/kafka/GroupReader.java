package io.tandem.kit.kafka;

import io.tandem.kit.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// One thread that reads topics as a member of a group and commits after each batch.
///
/// A batch that fails is brought again, whole, until it succeeds: nothing is left out because a database was away. So
/// what handles it must bear a repetition, and must itself put aside what it cannot read.
public final class GroupReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GroupReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMillis(300);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Collection<String> topics;
    private final Batch batch;
    private final Thread thread;
    private volatile boolean closed;

    /// What is done with each poll that brought something.
    @FunctionalInterface
    public interface Batch {
        /// @throws SQLException while the database is away
        /// @throws ProblemException while what it needs is away
        void handle(ConsumerRecords<String, byte[]> records) throws SQLException;
    }

    /// @param consumer of a group; closed by this reader
    /// @param name of the thread, and in the log
    public GroupReader(KafkaConsumer<String, byte[]> consumer, Collection<String> topics, String name, Batch batch) {
        this.consumer = consumer;
        this.topics = List.copyOf(topics);
        this.batch = batch;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    public GroupReader start() {
        thread.start();
        return this;
    }

    /// Waits a moment for the batch in hand.
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
            consumer.subscribe(topics);
            while (!closed) {
                pollOnce();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debugf("%s is closed", thread.getName());
        }
    }

    private void pollOnce() {
        try {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                batch.handle(records);
                consumer.commitAsync();
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (SQLException | ProblemException e) {
            LOG.warnf("%s waits for its database: %s", thread.getName(), e.getMessage());
            LOG.debug("what it waits for", e);
            rewind();
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s could not handle its records; trying the same ones again", thread.getName());
            rewind();
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
                    consumer.seekToBeginning(List.of(partition));
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf("%s cannot go back to its committed offsets yet: %s", thread.getName(), e.getMessage());
        }
    }
}
