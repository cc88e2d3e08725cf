package io.tandem.hub.approval;

import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.DeadLetters;
import io.tandem.kit.problem.ProblemException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// Reads on `a2a.events` which tasks have ended, however they ended, and has their open approvals withdrawn. Offsets
/// are committed after that; withdrawing again changes nothing.
public final class EndedTasksConsumer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EndedTasksConsumer.class);
    private static final String SERVICE = "hub";
    private static final String GROUP = "tandem-hub-ended-tasks";
    private static final String ENDED = "ended";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final Consumer<Collection<String>> withdraw;
    private final DeadLetters dead;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread = Thread.ofPlatform().daemon().name(GROUP).unstarted(this::run);
    private volatile boolean closed;

    /// @param withdraw takes ids of tasks that have ended; throws [ProblemException] while it cannot
    public EndedTasksConsumer(Broker broker, Consumer<Collection<String>> withdraw) {
        this.withdraw = withdraw;
        broker.ensure(Topic.A2A_EVENTS);
        this.dead = new DeadLetters(broker, SERVICE);
        this.consumer = broker.groupConsumer(SERVICE, GROUP);
    }

    public EndedTasksConsumer start() {
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

    /// What matters of a task's event here; its body is skipped while reading.
    private record Happened(String taskId, String kind) {}

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(Topic.A2A_EVENTS.topicName()));
            while (!closed) {
                pollOnce();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("the hub reads no more ends of tasks");
        }
    }

    private void pollOnce() {
        try {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                untilWithdrawn(ended(records));
                consumer.commitSync();
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf("ends of tasks cannot be read now: %s", e.getMessage());
        }
    }

    private Set<String> ended(ConsumerRecords<String, byte[]> records) {
        Set<String> tasks = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                Happened event = EventJson.read(record.value(), Happened.class);
                if (ENDED.equals(event.kind())) {
                    tasks.add(event.taskId());
                }
            } catch (IllegalArgumentException e) {
                dead.bury(record, e);
            }
        }
        return tasks;
    }

    /// While the hub's database is away the same tasks are tried again: none is left out.
    private void untilWithdrawn(Set<String> tasks) {
        boolean done = tasks.isEmpty();
        while (!done && !closed) {
            try {
                withdraw.accept(tasks);
                done = true;
            } catch (ProblemException e) {
                LOG.warnf("approvals of ended tasks wait: %s", e.getMessage());
                pause();
            }
        }
        if (!done) {
            throw new WakeupException();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
