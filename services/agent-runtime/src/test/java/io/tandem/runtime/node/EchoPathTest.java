package io.tandem.runtime.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.CancelTaskRequest;
import io.tandem.a2a.GetTaskRequest;
import io.tandem.a2a.ListTasksRequest;
import io.tandem.a2a.ListTasksResponse;
import io.tandem.a2a.Message;
import io.tandem.a2a.Operation;
import io.tandem.a2a.Part;
import io.tandem.a2a.Role;
import io.tandem.a2a.SendMessageConfiguration;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.StreamResponse;
import io.tandem.a2a.SubscribeToTaskRequest;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import io.tandem.a2a.kafka.KafkaCall;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.events.Halt;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.DeadLetters;
import io.tandem.runtime.agent.EchoBehaviour;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The echo path over real Kafka and PostgreSQL.
class EchoPathTest {
    private static TestWorld world;
    private static RuntimeNode node;

    @BeforeAll
    static void start() {
        world = new TestWorld("echo", "held", "halting", "left");
        node = aNode();
        await().atMost(Duration.ofSeconds(30)).until(() -> node.ready() && world.callsReady());
    }

    private static RuntimeNode aNode() {
        return new RuntimeNode(
                world.dataSource,
                world.kafka.broker("node"),
                TestSettings.quick(),
                Clock.systemUTC(),
                new TestSurroundings(head -> new EchoBehaviour(Clock.systemUTC())));
    }

    @AfterAll
    static void stop() {
        node.close();
        world.close();
    }

    private static Message delayed(String text, long millis) {
        var delay = A2aJson.parse(("{\"delayMs\":" + millis + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Message(
                UUID.randomUUID().toString(),
                null,
                null,
                Role.USER,
                List.of(Part.text(text), Part.data(delay)),
                null,
                List.of(),
                List.of());
    }

    private static SendMessageRequest request(Message message) {
        return new SendMessageRequest(null, message, null, null);
    }

    private static String text(Task task) {
        StringBuilder text = new StringBuilder();
        task.artifacts().forEach(artifact -> artifact.parts().forEach(part -> {
            if (part instanceof Part.Text said) {
                text.append(said.text());
            }
        }));
        return text.toString();
    }

    @Nested
    class GivenAMessage {
        @Test
        void echoesItInOneCompletedTask() throws Exception {
            Task task = world.send("echo", TestWorld.message("hello"));

            assertThat(task.status().state()).isEqualTo(TaskState.COMPLETED);
            assertThat(text(task)).isEqualTo("hello");
        }

        @Test
        void journalsEachLineAsAStep() throws Exception {
            Task task = world.send("echo", TestWorld.message("a\nb\nc\nd\ne"));

            assertThat(text(task)).isEqualTo("a\nb\nc\nd\ne");
            Task known = TestWorld.answer(
                    world.call(Operation.GET_TASK, "echo", new GetTaskRequest(null, task.id(), null)), Task.class);
            assertThat(known).isEqualTo(task);
        }

        @Test
        void answersARepeatFromWhatIsKnown() throws Exception {
            Message message = TestWorld.message("once");

            Task first = world.send("echo", message);
            Task again = world.send("echo", message);

            assertThat(again).isEqualTo(first);
        }

        @Test
        void returnsAtOnceWhenAsked() throws Exception {
            SendMessageRequest request = new SendMessageRequest(
                    null, delayed("a\nb", 60_000), new SendMessageConfiguration(List.of(), null, null, true), null);

            SendMessageResponse response =
                    TestWorld.answer(world.call(Operation.SEND_MESSAGE, "echo", request), SendMessageResponse.class);

            Task task = ((SendMessageResponse.OfTask) response).task();
            assertThat(task.status().state().isTerminal()).isFalse();
        }
    }

    @Nested
    class GivenAStream {
        @Test
        void tellsTaskThenEventsThenEnd() throws Exception {
            List<KafkaReply> replies = new ArrayList<>();
            try (KafkaCall call =
                    world.call(Operation.SEND_STREAMING_MESSAGE, "echo", request(TestWorld.message("a\nb")))) {
                do {
                    replies.add(call.next(Duration.ofSeconds(20)).orElseThrow());
                } while (!replies.getLast().kind().last());
            }

            List<Class<?>> kinds = new ArrayList<>();
            replies.stream()
                    .limit(replies.size() - 1)
                    .forEach(reply -> kinds.add(
                            A2aJson.read(reply.body(), StreamResponse.class).getClass()));
            assertThat(kinds)
                    .containsExactly(
                            StreamResponse.OfTask.class,
                            StreamResponse.OfStatus.class,
                            StreamResponse.OfArtifact.class,
                            StreamResponse.OfArtifact.class,
                            StreamResponse.OfStatus.class);
            assertThat(replies.getLast().kind()).isEqualTo(KafkaReply.Kind.END);
        }

        @Test
        void replaysAfterTheLastEventSeen() throws Exception {
            Task task = world.send("echo", TestWorld.message("a\nb\nc"));
            List<Long> seqs = new ArrayList<>();

            try (KafkaCall call = world.call(
                    "builder", Operation.SUBSCRIBE_TO_TASK, "echo", new SubscribeToTaskRequest(null, task.id()), 3L)) {
                KafkaReply reply = call.next(Duration.ofSeconds(20)).orElseThrow();
                while (!reply.kind().last()) {
                    seqs.add(reply.seq());
                    reply = call.next(Duration.ofSeconds(20)).orElseThrow();
                }
            }

            assertThat(seqs).containsExactly(4L, 5L, 6L);
        }

        @Test
        void showsALateSubscriberASnapshotAndTheRest() throws Exception {
            SendMessageRequest slow = new SendMessageRequest(
                    null, delayed("a\nb\nc", 700), new SendMessageConfiguration(List.of(), null, null, true), null);
            SendMessageResponse response =
                    TestWorld.answer(world.call(Operation.SEND_MESSAGE, "echo", slow), SendMessageResponse.class);
            String id = ((SendMessageResponse.OfTask) response).task().id();
            List<StreamResponse> events = new ArrayList<>();

            try (KafkaCall call =
                    world.call(Operation.SUBSCRIBE_TO_TASK, "echo", new SubscribeToTaskRequest(null, id))) {
                KafkaReply reply = call.next(Duration.ofSeconds(20)).orElseThrow();
                while (!reply.kind().last()) {
                    events.add(A2aJson.read(reply.body(), StreamResponse.class));
                    reply = call.next(Duration.ofSeconds(20)).orElseThrow();
                }
            }

            assertThat(events.getFirst()).isInstanceOf(StreamResponse.OfTask.class);
            assertThat(events.getLast()).isInstanceOfSatisfying(StreamResponse.OfStatus.class, status -> assertThat(
                            status.statusUpdate().status().state())
                    .isEqualTo(TaskState.COMPLETED));
        }
    }

    @Nested
    class GivenAWaitingTask {
        @Test
        void isCanceledOnce() throws Exception {
            SendMessageRequest slow = new SendMessageRequest(
                    null, delayed("a\nb", 600_000), new SendMessageConfiguration(List.of(), null, null, true), null);
            SendMessageResponse response =
                    TestWorld.answer(world.call(Operation.SEND_MESSAGE, "echo", slow), SendMessageResponse.class);
            String id = ((SendMessageResponse.OfTask) response).task().id();

            Task canceled = TestWorld.answer(
                    world.call(Operation.CANCEL_TASK, "echo", new CancelTaskRequest(null, id, null)), Task.class);

            assertThat(canceled.status().state()).isEqualTo(TaskState.CANCELED);
            assertThatThrownBy(() -> TestWorld.answer(
                            world.call(Operation.CANCEL_TASK, "echo", new CancelTaskRequest(null, id, null)),
                            Task.class))
                    .isInstanceOfSatisfying(
                            A2aException.class, e -> assertThat(e.error()).isEqualTo(A2aError.TASK_NOT_CANCELABLE));
        }
    }

    @Nested
    class GivenAHalt {
        private static String begun(String agent) throws Exception {
            SendMessageRequest slow = new SendMessageRequest(
                    null, delayed("a\nb", 600_000), new SendMessageConfiguration(List.of(), null, null, true), null);
            SendMessageResponse response =
                    TestWorld.answer(world.call(Operation.SEND_MESSAGE, agent, slow), SendMessageResponse.class);
            return ((SendMessageResponse.OfTask) response).task().id();
        }

        private static Task task(String agent, String id) throws Exception {
            return TestWorld.answer(
                    world.call(Operation.GET_TASK, agent, new GetTaskRequest(null, id, null)), Task.class);
        }

        private static Task ended(String agent, String id) throws Exception {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> task(agent, id).status().state() == TaskState.CANCELED);
            return task(agent, id);
        }

        private static boolean refused(String agent) throws Exception {
            try {
                var unused = world.send(agent, TestWorld.message("more"));
                return false;
            } catch (A2aException e) {
                assertThat(e.error()).isEqualTo(A2aError.UNAVAILABLE);
                assertThat(e.metadata()).containsEntry("problem", "halted");
                assertThat(e).hasMessageContaining("by person:operator: It talks too much.");
                return true;
            }
        }

        @ParameterizedTest
        @CsvSource({"agent, halting", "team, platform", "all, platform"})
        void stopsWhatRunsAndSaysWhyUntilItIsLifted(Halt.Scope scope, String target) throws Exception {
            String id = begun("halting");
            Halt halt = world.halt(scope, target);
            try {
                Task task = ended("halting", id);

                assertThat(task.status().message()).isNotNull().satisfies(message -> assertThat(message.toString())
                        .contains("Halted: ", "by person:operator: It talks too much."));
                await().atMost(Duration.ofSeconds(20)).until(() -> refused("halting"));
                if (scope == Halt.Scope.agent) {
                    assertThat(world.send("echo", TestWorld.message("other"))
                                    .status()
                                    .state())
                            .isEqualTo(TaskState.COMPLETED);
                }
            } finally {
                world.lift(halt);
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> !refused("halting"));
        }

        @Test
        void stopsWhatAnEarlierProcessLeft() throws Exception {
            String id = begun("left");
            node.close();
            Halt halt = world.halt(Halt.Scope.agent, "left");
            try {
                node = aNode();

                assertThat(ended("left", id).status().message()).isNotNull();
            } finally {
                world.lift(halt);
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> !refused("left"));
        }
    }

    @Nested
    class GivenASuspendedAgent {
        @Test
        void stopsWhatRunsAndTakesNothingNewButIsStillRead() throws Exception {
            SendMessageRequest slow = new SendMessageRequest(
                    null, delayed("a\nb", 600_000), new SendMessageConfiguration(List.of(), null, null, true), null);
            SendMessageResponse response =
                    TestWorld.answer(world.call(Operation.SEND_MESSAGE, "held", slow), SendMessageResponse.class);
            String id = ((SendMessageResponse.OfTask) response).task().id();

            world.publishAgent("held", true);

            await().atMost(Duration.ofSeconds(20)).until(() -> state("held", id) == TaskState.CANCELED);
            assertThatThrownBy(() -> world.send("held", TestWorld.message("more")))
                    .isInstanceOfSatisfying(A2aException.class, e -> {
                        assertThat(e.error()).isEqualTo(A2aError.UNAVAILABLE);
                        assertThat(e.metadata()).containsEntry("problem", "agent-suspended");
                    });
            world.publishAgent("held", false);
            await().atMost(Duration.ofSeconds(20)).until(() -> takesTasks("held"));
        }

        private TaskState state(String agent, String id) throws Exception {
            GetTaskRequest get = new GetTaskRequest(null, id, null);
            return TestWorld.answer(world.call(Operation.GET_TASK, agent, get), Task.class)
                    .status()
                    .state();
        }

        private boolean takesTasks(String agent) throws Exception {
            try {
                return world.send(agent, TestWorld.message("hello")).status().state() == TaskState.COMPLETED;
            } catch (A2aException e) {
                return false;
            }
        }
    }

    @Nested
    class GivenARecordThatIsNoRequest {
        @Test
        void isKeptAsADeadLetterAndHoldsNothingUp() throws Exception {
            world.publish(Topic.A2A_COMMANDS, "garbage", java.util.Map.of("no", "request"));

            assertThat(world.send("echo", TestWorld.message("after it"))
                            .status()
                            .state())
                    .isEqualTo(TaskState.COMPLETED);
            ConsumerRecord<String, byte[]> letter =
                    world.first(Topic.deadLetters(Topic.A2A_COMMANDS.topicName()), Duration.ofSeconds(20));
            assertThat(letter.key()).isEqualTo("garbage");
            assertThat(new String(
                            letter.headers().lastHeader(DeadLetters.PROBLEM).value(), UTF_8))
                    .startsWith("runtime, a2a.commands-");
        }
    }

    @Nested
    class GivenAnotherCaller {
        @Test
        void findsNothingOfOthers() throws Exception {
            Task task = world.send("echo", TestWorld.message("mine"));

            assertThatThrownBy(() -> TestWorld.answer(
                            world.call(
                                    "viewer",
                                    Operation.GET_TASK,
                                    "echo",
                                    new GetTaskRequest(null, task.id(), null),
                                    null),
                            Task.class))
                    .isInstanceOfSatisfying(
                            A2aException.class, e -> assertThat(e.error()).isEqualTo(A2aError.TASK_NOT_FOUND));
            ListTasksResponse list = TestWorld.answer(
                    world.call("viewer", Operation.LIST_TASKS, "echo", ListTasksRequest.all(), null),
                    ListTasksResponse.class);
            assertThat(list.tasks()).isEmpty();
        }
    }
}
