package io.tandem.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import io.tandem.runtime.agent.Behaviour;
import io.tandem.runtime.agent.Next;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What a task needs is away for a while: it looks again and again, and says so once.
class OutageTest {
    private static final int LOOKS_IN_VAIN = 5;
    private static final AtomicInteger LOOKS = new AtomicInteger();
    private static TestWorld world;
    private static RuntimeNode node;

    @BeforeAll
    static void start() {
        world = new TestWorld("patient");
        Behaviour patient = task -> LOOKS.incrementAndGet() <= LOOKS_IN_VAIN
                ? new Next.Wait(
                        List.of(),
                        "the connector hub",
                        Clock.systemUTC().instant().plusMillis(50))
                : new Next.End(List.of(), TaskState.COMPLETED, null, null);
        node = new RuntimeNode(
                world.dataSource,
                world.kafka.broker("node"),
                TestSettings.quick(),
                Clock.systemUTC(),
                new TestSurroundings(head -> patient));
        await().atMost(Duration.ofSeconds(30)).until(() -> node.ready() && world.callsReady());
    }

    @AfterAll
    static void stop() {
        node.close();
        world.close();
    }

    @Nested
    class GivenATaskThatLooksInVain {
        @Test
        void saysOnceThatItWaits() throws Exception {
            Task task = world.send("patient", TestWorld.message("look"));

            assertThat(task.status().state()).isEqualTo(TaskState.COMPLETED);
            assertThat(LOOKS).hasValueGreaterThan(LOOKS_IN_VAIN);
            assertThat(waits(task)).isEqualTo(1);
        }

        private static long waits(Task task) throws SQLException {
            try (Connection connection = world.dataSource.getConnection();
                    PreparedStatement select = connection.prepareStatement(
                            "select count(*) from journal where task_id = ? and kind = 'waited'")) {
                select.setObject(1, UUID.fromString(task.id()));
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }
    }
}
