package io.tandem.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Message;
import io.tandem.a2a.TaskState;
import io.tandem.a2a.kafka.ReplyAddress;
import io.tandem.runtime.agent.Behaviour;
import io.tandem.runtime.agent.Next;
import io.tandem.runtime.inbox.Arrival;
import io.tandem.runtime.inbox.Inbox;
import io.tandem.runtime.journal.TaskFold;
import io.tandem.runtime.stream.Subscription;
import io.tandem.runtime.task.TaskHead;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// 10,000 arrivals that fall between a step's commit and the end of its activation, where a wake-up is lost if any is.
class LostWakeUpTest {
    private static final int TASKS = 100;
    private static final int ARRIVALS = 100;
    private static TestWorld world;
    private static RuntimeNode node;
    private static ExecutorService others;

    @BeforeAll
    static void start() {
        world = new TestWorld("counter");
        others = Executors.newFixedThreadPool(4);
        node = new RuntimeNode(
                world.dataSource,
                world.kafka.broker("node"),
                TestSettings.quick(),
                Clock.systemUTC(),
                new TestSurroundings(LostWakeUpTest::counter));
        await().atMost(Duration.ofSeconds(30)).until(() -> node.ready() && world.callsReady());
    }

    @AfterAll
    static void stop() {
        node.close();
        others.shutdownNow();
        world.close();
    }

    /// Waits without a time until so many messages came; each wait is met by an arrival just before its commit, or by
    /// one
    /// from another thread at the same time. Every tenth task is cancelled that way at the end instead.
    private static Behaviour counter(TaskHead head) {
        return (TaskFold task) -> {
            int received = task.history().size();
            if (received > ARRIVALS) {
                return new Next.End(List.of(), TaskState.COMPLETED, null, null);
            }
            boolean cancel = received == ARRIVALS && head.id().charAt(head.id().length() - 1) == '0';
            Arrival.Kind kind = cancel ? Arrival.Kind.CANCEL : Arrival.Kind.MESSAGE;
            if (received % 2 == 0) {
                arrive(head, received, kind);
            } else {
                others.execute(() -> arrive(head, received, kind));
            }
            return new Next.Wait(List.of(), "for the next", null);
        };
    }

    private static void arrive(TaskHead head, int number, Arrival.Kind kind) {
        String id = head.id() + "-" + number;
        Message message = Message.user(id, "more");
        try (Connection connection = world.dataSource.getConnection()) {
            connection.setAutoCommit(false);
            Subscription subscription = new Subscription(
                    new ReplyAddress("a2a.replies.test", id),
                    Subscription.Mode.ANSWER,
                    null,
                    Instant.now().plusSeconds(60));
            Inbox.ForTask arrival = new Inbox.ForTask(
                    head.taskId(),
                    head.owner(),
                    head.owner(),
                    head.agent(),
                    id,
                    kind,
                    null,
                    kind == Arrival.Kind.CANCEL ? new byte[0] : A2aJson.write(message),
                    subscription);
            Inbox.arrive(connection, arrival);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void losesNone() throws Exception {
        var request = TestWorld.message("begin");
        for (int i = 0; i < TASKS; i++) {
            var send = new io.tandem.a2a.SendMessageRequest(
                    null, Message.user(request.messageId() + i, "begin"), null, null);
            world.call(io.tandem.a2a.Operation.SEND_MESSAGE, "counter", send).close();
        }

        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> assertThat(
                        count("select count(*) from task where state in ('COMPLETED', 'CANCELED')"))
                .isEqualTo(TASKS));

        assertThat(count("select count(*) from journal where kind in ('received', 'cancel-asked')"))
                .isEqualTo((long) TASKS * (ARRIVALS + 1));
        assertThat(count("select count(*) from inbox")).isEqualTo((long) TASKS * (ARRIVALS + 1));
    }

    private static long count(String sql) throws SQLException {
        try (Connection connection = world.dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
