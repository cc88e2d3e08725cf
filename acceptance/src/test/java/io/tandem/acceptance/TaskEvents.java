package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What `a2a.events` tells of some tasks, read as any consumer of the topic would: delivery is at least once, so what
/// came already is dropped, and must be the same.
final class TaskEvents {
    private final Map<String, List<JsonNode>> journals = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<String> wanted;

    private TaskEvents(Collection<String> tasks) {
        wanted = Set.copyOf(tasks);
    }

    /// Reads until each task has ended.
    ///
    /// @return the events of each task in order, each once
    static Map<String, List<JsonNode>> of(String bootstrap, Collection<String> tasks) {
        TaskEvents events = new TaskEvents(tasks);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("a2a.events").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant until = Instant.now().plusSeconds(60);
            while (events.ended.size() < events.wanted.size() && Instant.now().isBefore(until)) {
                consumer.poll(Duration.ofMillis(200)).forEach(events::add);
            }
        }
        assertThat(events.ended).as("tasks whose end is told").hasSameElementsAs(events.wanted);
        return events.journals;
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        JsonNode event = A2aJson.parse(record.value());
        String task = event.get("taskId").asText();
        if (!wanted.contains(task)) {
            return;
        }
        List<JsonNode> journal = journals.computeIfAbsent(task, id -> new ArrayList<>());
        int seq = event.get("seq").asInt();
        assertThat(seq).as("no gap before %s:%s", task, seq).isBetween(1, journal.size() + 1);
        if (seq <= journal.size()) {
            assertThat(event).as("a repeat of %s:%s", task, seq).isEqualTo(journal.get(seq - 1));
            return;
        }
        journal.add(event);
        if (event.get("kind").asText().equals("ended")) {
            ended.add(task);
        }
    }
}
