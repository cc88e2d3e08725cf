package io.tandem.hub.approval;

import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.DeadLetters;
import io.tandem.kit.kafka.GroupReader;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/// Reads on `a2a.events` which tasks have ended, however they ended, and has what they still ask for withdrawn. Offsets
/// are committed after that; withdrawing again changes nothing.
public final class EndedTasksConsumer implements AutoCloseable {
    private static final String SERVICE = "hub";
    private static final String GROUP = "tandem-hub-ended-tasks";
    private static final String ENDED = "ended";

    private final Consumer<Collection<String>> withdraw;
    private final DeadLetters dead;
    private final GroupReader reader;

    /// @param withdraw takes ids of tasks that have ended; throws [ProblemException] while it cannot
    public EndedTasksConsumer(Broker broker, Consumer<Collection<String>> withdraw) {
        this.withdraw = withdraw;
        broker.ensure(Topic.A2A_EVENTS);
        this.dead = new DeadLetters(broker, SERVICE);
        this.reader = new GroupReader(
                broker.bulkConsumer(SERVICE, GROUP), List.of(Topic.A2A_EVENTS.topicName()), GROUP, this::withdraw);
    }

    public EndedTasksConsumer start() {
        reader.start();
        return this;
    }

    @Override
    public void close() {
        reader.close();
    }

    /// What matters of a task's event here; its body is skipped while reading.
    private record Happened(String taskId, String kind) {}

    private void withdraw(ConsumerRecords<String, byte[]> records) {
        Set<String> tasks = ended(records);
        if (!tasks.isEmpty()) {
            withdraw.accept(tasks);
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
}
