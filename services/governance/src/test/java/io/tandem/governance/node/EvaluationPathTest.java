package io.tandem.governance.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Artifact;
import io.tandem.a2a.Message;
import io.tandem.a2a.Part;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import io.tandem.a2a.TaskStatus;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.a2a.kafka.ReplySender;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.EvaluationResult;
import io.tandem.events.EventJson;
import io.tandem.events.TaskEvent;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// From a version that moves to IN_EVALUATION to the published verdict, with an agent that answers over the Kafka
/// binding.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluationPathTest {
    private RealKafka kafka;
    private RealPostgres postgres;
    private DataSource dataSource;
    private Broker broker;
    private GovernanceNode node;
    private Echo echo;
    private TopicView<EvaluationResult> results;

    @BeforeAll
    void start() {
        kafka = RealKafka.start();
        postgres = RealPostgres.start();
        dataSource = postgres.migrated("governance");
        broker = kafka.broker("test");
        broker.ensure(Topic.A2A_COMMANDS, Topic.A2A_EVENTS, Topic.EVALUATION_RESULTS, Topic.REGISTRY_KEYS);
        echo = new Echo(broker);
        results = new TopicView<>(
                        broker,
                        "test",
                        Topic.EVALUATION_RESULTS.topicName(),
                        bytes -> EventJson.read(bytes, EvaluationResult.class))
                .start();
        node = node();
    }

    private GovernanceNode node() {
        return new GovernanceNode(dataSource, broker, TestSettings.QUICK, Clock.systemUTC(), NoModel.MODELS, key -> {
            publish(Topic.REGISTRY_KEYS, key.key().keyId(), key.key());
            return () -> {};
        });
    }

    @AfterAll
    void stop() throws Exception {
        node.close();
        results.close();
        echo.close();
        postgres.close();
        kafka.close();
    }

    private void publish(Topic topic, String key, Object value) {
        broker.producer("test").send(new ProducerRecord<>(topic.topicName(), key, EventJson.write(value)));
        broker.producer("test").flush();
    }

    private void submit(String agent, String suite) {
        submit(agent, "1", AgentRecord.State.IN_EVALUATION, suite);
    }

    private void activate(String agent, String number) {
        publish(
                Topic.REGISTRY_AGENTS,
                agent,
                new AgentRecord.Pointer(
                        AgentRecord.SCHEMA,
                        agent,
                        "sales",
                        AgentRecord.Visibility.team,
                        number,
                        false,
                        "Repeats",
                        List.of(),
                        Map.of(),
                        Instant.now()));
    }

    private void submit(String agent, String number, AgentRecord.State state, String suite) {
        JsonNode spec =
                EventJson.read(("{\"evaluation\":" + suite + "}").getBytes(StandardCharsets.UTF_8), JsonNode.class);
        AgentDefinition definition = new AgentDefinition(
                AgentDefinition.API_VERSION,
                AgentDefinition.KIND,
                new AgentDefinition.Metadata(agent, "sales", "builder", "operator", List.of()),
                EventJson.read(spec, AgentDefinition.Spec.class));
        AgentRecord.Version version = new AgentRecord.Version(
                AgentRecord.SCHEMA,
                agent,
                "sales",
                number,
                state,
                "d" + number,
                "builder",
                null,
                definition,
                "0",
                Instant.now());
        publish(Topic.REGISTRY_AGENTS, version.key(), version);
    }

    private EvaluationResult verdict(String agent) {
        return verdictOn(agent + "@1");
    }

    private EvaluationResult verdictOn(String version) {
        await().atMost(Duration.ofSeconds(20)).until(() -> results.get(version).isPresent());
        return results.get(version).orElseThrow();
    }

    @Nested
    class GivenAVersionThatIsSubmitted {
        @Test
        void countsACallThatWasDenied() {
            submit("writer", """
                    {"cases":[{"id":"a","input":"write please","expect":[{"toolCalled":"shop/pay"}]},
                              {"id":"b","input":"hello","expect":[{"toolNotCalled":"shop/pay"}]}],"repeat":1}""");

            assertThat(verdict("writer").passedCases()).isEqualTo(2);
        }

        @Test
        void passesWithGoodAnswersAndARefusal() {
            submit("good", """
                    {"cases":[{"id":"a","input":"hello","expect":[{"contains":"HELLO"}]},
                              {"id":"b","input":"tool please","expect":[{"toolCalled":"shop/query"},
                                {"trajectory":{"calls":[{"tool":"shop/*","arguments":{"sql":{"pattern":"^select"}}}],"atMost":1}}]},
                              {"id":"c","input":"refuse this","expect":[{"refused":true}]}],"repeat":2}""");

            EvaluationResult verdict = verdict("good");

            assertThat(verdict.passed()).isTrue();
            assertThat(verdict.digest()).isEqualTo("d1");
            assertThat(verdict.passedCases()).isEqualTo(3);
            assertThat(verdict.model()).isEqualTo("test-model");
            assertThat(echo.asked("good@1")).isEqualTo(6);
        }

        @Test
        void failsWithoutTheRefusal() {
            submit("bad", """
                    {"cases":[{"id":"a","input":"hello","expect":[{"contains":"hello"}]},
                              {"id":"b","input":"hi","expect":[{"contains":"hi"}]},
                              {"id":"c","input":"do it","expect":[{"refused":true}]}]}""");

            EvaluationResult verdict = verdict("bad");

            assertThat(verdict.passed()).isFalse();
            assertThat(verdict.passedCases()).isEqualTo(2);
        }
    }

    @Nested
    class GivenAVersionThatIsActive {
        private static final String SUITE = """
                {"cases":[{"id":"a","input":"hello","expect":[{"contains":"hello"}]},
                          {"id":"b","input":"break the second","expect":[{"contains":"break the second"}]},
                          {"id":"c","input":"refuse it","expect":[{"refused":true}]}],"passRate":0.5,"repeat":2}""";

        @Test
        void stopsAVersionThatAnswersWorseAndTellsWhatBothSaid() {
            submit("compared", "1", AgentRecord.State.ACTIVE, SUITE);
            activate("compared", "1");
            submit("compared", "2", AgentRecord.State.IN_EVALUATION, SUITE);

            EvaluationResult verdict = verdictOn("compared@2");

            assertThat(verdict.passed()).isFalse();
            assertThat(verdict.against()).isEqualTo("1");
            assertThat(verdict.verdict()).isEqualTo("NOT_ENOUGH_DATA");
            assertThat(verdict.sentence())
                    .isEqualTo("Version 2 does not go live. On these cases it did worse than version 1: 1 case that"
                            + " passed before fails.");
            assertThat(echo.asked("compared@1")).isEqualTo(6);
            assertThat(echo.asked("compared@2")).isEqualTo(6);
        }

        @Test
        void letsAVersionGoOnThatLostNothing() {
            submit("equal", "1", AgentRecord.State.ACTIVE, SUITE.replace("break", "keep"));
            activate("equal", "1");
            submit("equal", "2", AgentRecord.State.IN_EVALUATION, SUITE.replace("break", "keep"));

            assertThat(verdictOn("equal@2").passed()).isTrue();
        }
    }

    @Nested
    class GivenARestartInTheMiddle {
        @Test
        void goesOnAndJoinsTheTaskThatWasUnderWay() {
            echo.silence = true;
            submit("slow", """
                    {"cases":[{"id":"a","input":"hello","expect":[{"contains":"hello"}]},
                              {"id":"c","input":"refuse it","expect":[{"refused":true}]}]}""");
            await().atMost(Duration.ofSeconds(20)).until(() -> echo.asked("slow@1") == 1);

            node.close();
            echo.silence = false;
            node = node();

            assertThat(verdict("slow").passed()).isTrue();
            assertThat(echo.asked("slow@1")).isEqualTo(2);
        }
    }

    /// An agent that repeats what it hears, and publishes its steps as the runtime does.
    private static final class Echo implements AutoCloseable {
        private final Broker broker;
        private final ReplySender replies;
        private final KafkaConsumer<String, byte[]> consumer;
        private final Map<String, String> taskByMessage = new ConcurrentHashMap<>();
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);
        private volatile boolean silence;

        Echo(Broker broker) {
            this.broker = broker;
            this.replies = new ReplySender(broker.producer("test"), (address, cause) -> {});
            this.consumer = broker.groupConsumer("test", "echo");
            thread.start();
        }

        /// How many different messages came for that version.
        long asked(String agent) {
            return taskByMessage.values().stream()
                    .filter(task -> task.startsWith(agent + "/"))
                    .count();
        }

        private void run() {
            try (consumer) {
                consumer.subscribe(List.of(Topic.A2A_COMMANDS.topicName()));
                while (true) {
                    consumer.poll(Duration.ofMillis(100)).forEach(this::answer);
                }
            } catch (WakeupException e) {
                return;
            }
        }

        private void answer(ConsumerRecord<String, byte[]> record) {
            KafkaRequest request = KafkaRequest.of(record);
            Message message =
                    A2aJson.read(request.body(), SendMessageRequest.class).message();
            String task = taskByMessage.computeIfAbsent(
                    message.messageId(), id -> request.agent() + "/" + taskByMessage.size());
            if (silence) {
                return;
            }
            boolean refuse = message.text().contains("refuse");
            TaskState state = refuse ? TaskState.REJECTED : TaskState.COMPLETED;
            publish(request.agent(), task, message.text(), state);
            boolean broken = request.agent().endsWith("@2") && message.text().contains("break");
            List<Part> parts = broken ? List.of(Part.text("I am broken.")) : message.parts();
            Artifact artifact = new Artifact("a", null, null, parts, null, List.of());
            Task done = new Task(
                    task,
                    "c",
                    new TaskStatus(state, refuse ? Message.agent("m", "I may not.") : null, Instant.now()),
                    refuse ? List.of() : List.of(artifact),
                    List.of(),
                    null);
            replies.send(request.address(), KafkaReply.response(task, 1, new SendMessageResponse.OfTask(done)));
        }

        private void publish(String agent, String task, String text, TaskState state) {
            JsonNodeFactory json = JsonNodeFactory.instance;
            entry(agent, task, 1, "received", json.objectNode());
            ObjectNode turn = json.objectNode().put("model", "test-model");
            if (text.contains("write")) {
                turn.putArray("tools")
                        .addObject()
                        .put("id", "7")
                        .put("tool", "shop/pay")
                        .putObject("arguments");
            }
            entry(agent, task, 2, "model-turn", turn);
            JsonNode call = text.contains("tool")
                    ? json.objectNode()
                            .put("callId", "1")
                            .put("tool", "shop/query")
                            .set("arguments", json.objectNode().put("sql", "select 1"))
                    : json.objectNode();
            if (text.contains("write")) {
                entry(
                        agent,
                        task,
                        3,
                        "tool-outcome",
                        json.objectNode().put("callId", "7").put("status", "denied"));
            } else {
                entry(agent, task, 3, text.contains("tool") ? "tool-intent" : "moved", call);
            }
            entry(agent, task, 4, "ended", json.objectNode().put("state", state.name()));
        }

        private void entry(String agent, String task, long seq, String kind, JsonNode body) {
            String name = agent.substring(0, agent.indexOf('@'));
            TaskEvent event = new TaskEvent(
                    TaskEvent.SCHEMA,
                    task,
                    seq,
                    1,
                    "c",
                    null,
                    "sales",
                    name,
                    "1",
                    "service:tandem-governance",
                    kind,
                    "s",
                    body,
                    Instant.now());
            broker.producer("test")
                    .send(new ProducerRecord<>(Topic.A2A_EVENTS.topicName(), task, EventJson.write(event)));
        }

        @Override
        public void close() throws InterruptedException {
            consumer.wakeup();
            thread.join(Duration.ofSeconds(5));
        }
    }
}
