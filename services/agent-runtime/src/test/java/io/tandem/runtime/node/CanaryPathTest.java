package io.tandem.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.a2a.Message;
import io.tandem.a2a.Role;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import io.tandem.events.AgentRecord;
import io.tandem.events.Topic;
import io.tandem.runtime.agent.EchoBehaviour;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Which version takes a new task of an agent with a canary, over real Kafka and PostgreSQL.
class CanaryPathTest {
    private static TestWorld world;
    private static RuntimeNode node;

    @BeforeAll
    static void start() {
        world = new TestWorld("clerk");
        publish("2", AgentRecord.State.CANARY);
        node = new RuntimeNode(
                world.dataSource,
                world.kafka.broker("node"),
                TestSettings.quick(),
                Clock.systemUTC(),
                new TestSurroundings(head -> new EchoBehaviour(Clock.systemUTC())));
        await().atMost(Duration.ofSeconds(30)).until(() -> node.ready() && world.callsReady());
    }

    @AfterAll
    static void stop() {
        node.close();
        world.close();
    }

    private static void publish(String number, AgentRecord.State state) {
        Instant now = Instant.now();
        AgentRecord.Version version = new AgentRecord.Version(
                AgentRecord.SCHEMA, "clerk", "platform", number, state, "00", "platform", "clerk", null, "0", now);
        AgentRecord.Pointer pointer = new AgentRecord.Pointer(
                AgentRecord.SCHEMA,
                "clerk",
                "platform",
                AgentRecord.Visibility.everyone,
                "1",
                false,
                "test",
                List.of(),
                Map.of(),
                new AgentRecord.Canary(number, 50, now, "1", 5, false),
                now);
        world.publish(Topic.REGISTRY_AGENTS, version.key(), version);
        world.publish(Topic.REGISTRY_AGENTS, pointer.key(), pointer);
    }

    private static Message message(@Nullable String context) {
        return new Message(
                UUID.randomUUID().toString(),
                context,
                null,
                Role.USER,
                TestWorld.message("hello").parts(),
                null,
                List.of(),
                List.of());
    }

    private static String versionOf(Task task) throws SQLException {
        try (Connection connection = world.dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("select version from task where task_id = ?")) {
            select.setObject(1, UUID.fromString(task.id()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Test
    void drawsAVersionForEachConversationAndKeepsIt() throws Exception {
        Map<String, String> drawn = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            Task task = world.send("clerk", message(null));
            assertThat(task.status().state()).isEqualTo(TaskState.COMPLETED);
            drawn.put(task.contextId(), versionOf(task));
        }
        assertThat(drawn).hasSize(40);
        // With 40 fair draws either side is missing once in 10^11 times.
        assertThat(drawn.values()).contains("1", "2");

        for (Map.Entry<String, String> conversation : drawn.entrySet()) {
            Task next = world.send("clerk", message(conversation.getKey()));
            assertThat(versionOf(next)).isEqualTo(conversation.getValue());
        }
    }

    @Test
    void asksTheVersionThatIsNamed() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(versionOf(world.send("clerk@1", message(null)))).isEqualTo("1");
            assertThat(versionOf(world.send("clerk@2", message(null)))).isEqualTo("2");
        }
    }
}
