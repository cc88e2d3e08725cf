package io.tandem.runtime.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Message;
import io.tandem.a2a.Operation;
import io.tandem.a2a.SendMessageConfiguration;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.DeadLetters;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What holds when processes die, stop and come back.
class CrashTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static TestWorld world;

    @BeforeAll
    static void start() {
        world = new TestWorld("echo", "slow", "crawling", "poison");
        await().atMost(PATIENCE).until(world::callsReady);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /// Sends without waiting for the end and returns the task's id.
    private static String begin(String agent, Message message) throws Exception {
        SendMessageRequest request =
                new SendMessageRequest(null, message, new SendMessageConfiguration(List.of(), null, null, true), null);
        SendMessageResponse response =
                TestWorld.answer(world.call(Operation.SEND_MESSAGE, agent, request), SendMessageResponse.class);
        return ((SendMessageResponse.OfTask) response).task().id();
    }

    private static long count(String sql) {
        try (Connection connection = world.dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitAll(String agent, String state, int tasks) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        count("select count(*) from task where agent = '" + agent + "' and state = '" + state + "'"))
                .isEqualTo(tasks));
    }

    @Nested
    class GivenAProcessKilledFiveTimes {
        @Test
        void losesNoTaskAndRepeatsNoStep() throws Exception {
            Random random = new Random(42);
            NodeProcess node = NodeProcess.start(world, "crash-0");
            for (int i = 0; i < 100; i++) {
                begin("slow", TestWorld.message("1\n2\n3\n4\n5"));
                if (i % 20 == 19) {
                    Thread.sleep(random.nextInt(400));
                    node.kill();
                    node = NodeProcess.start(world, "crash-" + i);
                }
            }

            awaitAll("slow", "COMPLETED", 100);

            assertThat(count("select count(*) from (select task_id, max(j.seq) m, count(*) c from journal j"
                            + " join task t using (task_id) where t.agent = 'slow' group by task_id)"
                            + " x where m <> c or c <> 8"))
                    .isZero();
            assertThat(count("select count(*) from journal j join task t using (task_id) where j.kind = 'produced'"
                            + " and t.agent = 'slow'"))
                    .isEqualTo(500);
            assertEventsCompleteAndInOrder();
            node.kill();
        }

        private void assertEventsCompleteAndInOrder() {
            Map<String, Long> newest = new HashMap<>();
            List<String> disorder = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> count("select count(*) from outbox") == 0);
            try (KafkaConsumer<String, byte[]> events = world.broker.assignedConsumer("test", "events")) {
                List<TopicPartition> partitions = events.partitionsFor(Topic.A2A_EVENTS.topicName()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                events.assign(partitions);
                events.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = events.endOffsets(partitions);
                while (ends.entrySet().stream().anyMatch(end -> events.position(end.getKey()) < end.getValue())) {
                    events.poll(Duration.ofMillis(200)).forEach(record -> {
                        String id =
                                new String(record.headers().lastHeader("ce_id").value());
                        long seq = Long.parseLong(id.substring(id.indexOf(':') + 1));
                        long known = newest.getOrDefault(record.key(), 0L);
                        if (seq > known + 1) {
                            disorder.add(id + " after " + known);
                        }
                        newest.merge(record.key(), seq, Math::max);
                    });
                }
            }
            assertThat(disorder).isEmpty();
            assertThat(newest.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(count("select count(*) from journal"));
        }
    }

    @Nested
    class GivenAStoppedHolder {
        @Test
        void writesNothingAfterItsLeaseWasTaken() throws Exception {
            NodeProcess zombie = NodeProcess.start(world, "zombie");
            String id = begin("crawling", TestWorld.message("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12"));
            await().atMost(PATIENCE)
                    .until(() -> count("select count(*) from journal where task_id = '" + id + "'") > 2);
            zombie.signal("STOP");
            NodeProcess heir = NodeProcess.start(world, "heir");
            await().atMost(PATIENCE)
                    .until(() -> count("select lease_epoch from task where task_id = '" + id + "'") > 1);

            zombie.signal("CONT");

            await().atMost(PATIENCE)
                    .until(() ->
                            count("select count(*) from journal where task_id = '" + id + "' and kind = 'ended'") == 1);
            long first = count("select min(seq) from journal where epoch > 1 and task_id = '" + id + "'");
            assertThat(count("select count(*) from journal where epoch = 1 and seq >= " + first + " and task_id = '"
                            + id + "'"))
                    .isZero();
            assertThat(count("select count(*) from journal where kind = 'produced' and task_id = '" + id + "'"))
                    .isEqualTo(12);
            assertThat(zombie.alive()).isTrue();
            zombie.kill();
            heir.kill();
        }
    }

    @Nested
    class GivenAStepThatKillsItsProcess {
        @Test
        void failsThatTaskAsPoisonAndSparesTheOthers() throws Exception {
            NodeProcess node = NodeProcess.start(world, "poisoned");
            List<String> innocent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                innocent.add(begin("echo", TestWorld.message("a\nb\nc")));
            }
            SendMessageRequest poison = new SendMessageRequest(null, TestWorld.message("die"), null, null);
            world.call(Operation.SEND_MESSAGE, "poison", poison).close();

            while (count("select count(*) from task where agent = 'poison' and state = 'FAILED'") == 0) {
                if (!node.alive()) {
                    node = NodeProcess.start(world, "poisoned");
                }
                Thread.sleep(50);
            }

            assertThat(count("select count(*) from journal j join task t using (task_id) where t.agent = 'poison'"
                            + " and j.kind = 'ended' and j.body->>'reason' = 'POISON'"))
                    .isEqualTo(1);
            ConsumerRecord<String, byte[]> letter =
                    world.first(Topic.deadLetters(Topic.A2A_COMMANDS.topicName()), PATIENCE);
            assertThat(count("select count(*) from task where agent = 'poison' and task_id = '" + letter.key() + "'"))
                    .isEqualTo(1);
            assertThat(new String(
                            letter.headers().lastHeader(DeadLetters.PROBLEM).value(), UTF_8))
                    .isEqualTo("runtime, task " + letter.key() + ": POISON, 7 holders died in the same step");
            assertThat(A2aJson.read(letter.value(), SendMessageRequest.class)
                            .message()
                            .text())
                    .isEqualTo("die");
            awaitAll("echo", "COMPLETED", 20);
            assertThat(innocent).hasSize(20);
            node.kill();
        }
    }
}
