package io.tandem.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.Artifact;
import io.tandem.a2a.GetTaskRequest;
import io.tandem.a2a.Message;
import io.tandem.a2a.Operation;
import io.tandem.a2a.Part;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import io.tandem.a2a.kafka.KafkaCall;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.events.Topic;
import io.tandem.kit.outbox.Outbox;
import io.tandem.runtime.agent.Behaviour;
import io.tandem.runtime.agent.EchoBehaviour;
import io.tandem.runtime.agent.Next;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.TaskFold;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What is too large is refused or ends its task, and holds nobody up.
class LargeContentTest {
    private static final int MIB = 1024 * 1024;
    private static TestWorld world;
    private static RuntimeNode node;

    @BeforeAll
    static void start() {
        world = new TestWorld("echo", "pourer", "dripper");
        Behaviour echo = new EchoBehaviour(Clock.systemUTC());
        node = new RuntimeNode(
                world.dataSource,
                world.kafka.broker("node"),
                TestSettings.quick(),
                Clock.systemUTC(),
                new TestSurroundings(head -> switch (head.agent()) {
                    case "pourer" -> task -> said(5 * MIB);
                    case "dripper" -> LargeContentTest::dripped;
                    default -> echo;
                }));
        await().atMost(Duration.ofSeconds(30)).until(() -> node.ready() && world.callsReady());
    }

    @AfterAll
    static void stop() {
        node.close();
        world.close();
    }

    private static Next said(int bytes) {
        return new Next.End(List.of(piece(bytes)), TaskState.COMPLETED, null, null);
    }

    /// Five pieces that fit, of an answer that does not.
    private static Next dripped(TaskFold task) {
        long pieces = task.entries().stream()
                .filter(journaled -> journaled.entry() instanceof Entry.Produced)
                .count();
        return pieces < 5
                ? new Next.Write(List.of(piece(MIB)))
                : new Next.End(List.of(), TaskState.COMPLETED, null, null);
    }

    private static Entry piece(int bytes) {
        Artifact artifact = new Artifact("a", "A", null, List.of(Part.text("x".repeat(bytes))), null, List.of());
        return new Entry.Produced(artifact, true, false);
    }

    private static Task sent(String agent, String text) throws Exception {
        return world.send(agent, TestWorld.message(text));
    }

    private static String echoed(Task task) {
        StringBuilder text = new StringBuilder();
        task.artifacts().forEach(artifact -> artifact.parts().forEach(part -> text.append(((Part.Text) part).text())));
        return text.toString();
    }

    private static long rows(String condition) throws SQLException {
        try (Connection connection = world.dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select count(*) from outbox where " + condition);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void awaitPublished() {
        await().atMost(Duration.ofSeconds(30)).until(() -> rows("slot >= 0") == 0);
    }

    @Nested
    class GivenAMessage {
        @Test
        void passesWhenItJustFits() throws Exception {
            String text = "x".repeat(KafkaRequest.MAX_BODY_BYTES - 1_000);

            Task task = sent("echo", text);

            assertThat(echoed(task)).isEqualTo(text);
            awaitPublished();
        }

        @Test
        void isRefusedWithTheLimitWhenItDoesNot() {
            assertThatThrownBy(() -> sent("echo", "x".repeat(2 * MIB)))
                    .isInstanceOfSatisfying(A2aException.class, e -> {
                        assertThat(e.error()).isEqualTo(A2aError.INVALID_PARAMS);
                        assertThat(e.metadata())
                                .containsEntry("problem", "too-large")
                                .containsEntry("maxBytes", Integer.toString(MIB));
                        assertThat(Integer.parseInt(e.metadata().get("bytes"))).isGreaterThan(2 * MIB);
                    });
        }
    }

    @Nested
    class GivenAnAnswerThatNoTopicTakes {
        @Test
        void failsItsTaskInWords() throws Exception {
            Task task = sent("pourer", "pour");

            assertThat(task.status().state()).isEqualTo(TaskState.FAILED);
            assertThat(task.status().message()).isNotNull().satisfies(message -> assertThat(message.text())
                    .contains("at most " + Outbox.MAX_BODY_BYTES));
            assertThat(task.history()).extracting(Message::text).contains("pour");
            awaitPublished();
        }
    }

    @Nested
    class GivenATaskThatIsLargerThanAReply {
        @Test
        void isToldAsAnErrorAndStreamedPieceByPiece() throws Exception {
            int pieces = 0;
            String taskId = "";
            try (KafkaCall stream = world.call(
                    Operation.SEND_STREAMING_MESSAGE,
                    "dripper",
                    new SendMessageRequest(null, TestWorld.message("drip"), null, null))) {
                KafkaReply reply = stream.next(Duration.ofSeconds(30)).orElseThrow();
                while (!reply.kind().last()) {
                    taskId = reply.taskId();
                    pieces += reply.body().length > MIB ? 1 : 0;
                    reply = stream.next(Duration.ofSeconds(30)).orElseThrow();
                }
                assertThat(reply.kind()).isEqualTo(KafkaReply.Kind.END);
            }
            assertThat(pieces).isEqualTo(5);

            GetTaskRequest whole = new GetTaskRequest(null, Objects.requireNonNull(taskId), null);
            assertThatThrownBy(() -> TestWorld.answer(world.call(Operation.GET_TASK, "dripper", whole), Task.class))
                    .isInstanceOfSatisfying(A2aException.class, e -> {
                        assertThat(e.error()).isEqualTo(A2aError.INVALID_AGENT_RESPONSE);
                        assertThat(e.metadata()).containsEntry("problem", "too-large");
                    });
        }
    }

    @Nested
    class GivenARowThatNoTopicTakes {
        @Test
        void isSetAsideAndHoldsNobodyUp() throws Exception {
            try (Connection connection = world.dataSource.getConnection();
                    PreparedStatement insert =
                            connection.prepareStatement("insert into outbox(slot, topic, key, headers, body)"
                                    + " select slot, ?, 'big', '{}', ? from generate_series(0, 7) slot")) {
                insert.setString(1, Topic.A2A_EVENTS.topicName());
                insert.setBytes(2, new byte[5 * MIB]);
                insert.executeUpdate();
            }

            Task task = sent("echo", "after it");

            assertThat(task.status().state()).isEqualTo(TaskState.COMPLETED);
            awaitPublished();
            assertThat(rows("slot = -1 and key = 'big'")).isEqualTo(8);
        }
    }
}
