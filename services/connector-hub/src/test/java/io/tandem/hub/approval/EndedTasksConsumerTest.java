package io.tandem.hub.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.events.EventJson;
import io.tandem.events.TaskEvent;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.kit.testing.RealKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class EndedTasksConsumerTest {
    private static final String TOPIC = Topic.A2A_EVENTS.topicName();
    private static RealKafka kafka;
    private static Broker broker;

    private final Queue<String> withdrawn = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        kafka = RealKafka.start();
        broker = kafka.broker("hub-test");
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static String happened(String kind) {
        String task = UUID.randomUUID().toString();
        TaskEvent event = new TaskEvent(
                TaskEvent.SCHEMA,
                task,
                4,
                1,
                task,
                null,
                "sales",
                "clerk",
                "1",
                "person:builder",
                kind,
                "CANCELED",
                EventJson.toTree(Map.of("state", "CANCELED")),
                Instant.EPOCH);
        send(task, EventJson.write(event));
        return task;
    }

    private static void send(String key, byte[] value) {
        try {
            broker.producer("test")
                    .send(new ProducerRecord<>(TOPIC, key, value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private EndedTasksConsumer reading(java.util.function.Consumer<Collection<String>> withdraw) {
        return new EndedTasksConsumer(broker, withdraw).start();
    }

    @Nested
    class GivenEventsOfTasks {
        @Test
        void tellsThoseThatHaveEnded() {
            try (EndedTasksConsumer consumer = reading(withdrawn::addAll)) {
                String going = happened("moved");
                send("broken", "no event".getBytes(StandardCharsets.UTF_8));
                String ended = happened("ended");

                await().atMost(Duration.ofSeconds(30)).until(() -> withdrawn.contains(ended));
                assertThat(withdrawn).doesNotContain(going);
            }
        }

        @Test
        void triesAgainWhileTheyCannotBeWithdrawn() {
            AtomicInteger attempts = new AtomicInteger();
            try (EndedTasksConsumer consumer = reading(tasks -> {
                if (attempts.incrementAndGet() == 1) {
                    throw new ProblemException(CommonProblem.UNAVAILABLE, "The hub's database cannot be used.");
                }
                withdrawn.addAll(tasks);
            })) {
                String ended = happened("ended");

                await().atMost(Duration.ofSeconds(30)).until(() -> withdrawn.contains(ended));
                assertThat(attempts).hasValueGreaterThan(1);
            }
        }
    }
}
