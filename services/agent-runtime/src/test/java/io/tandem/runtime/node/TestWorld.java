package io.tandem.runtime.node;

import io.tandem.a2a.A2aErrors;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Message;
import io.tandem.a2a.Operation;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.Task;
import io.tandem.a2a.kafka.KafkaCall;
import io.tandem.a2a.kafka.KafkaCalls;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.events.AgentRecord;
import io.tandem.events.EventJson;
import io.tandem.events.Halt;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.pass.PassSigner;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Real Kafka and PostgreSQL, the agents of a test on the registry's topics, and a caller with a registered key.
final class TestWorld implements AutoCloseable {
    final RealKafka kafka = RealKafka.start();
    final RealPostgres postgres = RealPostgres.start();
    final DataSource dataSource = postgres.migrated("runtime");
    final Broker broker = kafka.broker("test");
    private final PassSigner signer = new PassSigner("gateway");
    private final KafkaCalls calls;

    TestWorld(String... agents) {
        String replyTopic = Topic.A2A_REPLIES.named("test");
        broker.ensure(
                Topic.A2A_COMMANDS, Topic.REGISTRY_AGENTS, Topic.REGISTRY_KEYS, Topic.REGISTRY_HALTS, Topic.A2A_EVENTS);
        broker.ensure(Map.of(replyTopic, Topic.A2A_REPLIES));
        publish(Topic.REGISTRY_KEYS, signer.publicKey().keyId(), signer.publicKey());
        for (String agent : agents) {
            publishAgent(agent, false);
        }
        calls = new KafkaCalls(broker.producer("test"), broker.assignedConsumer("test", "replies"), replyTopic, e -> {
                    throw new IllegalStateException(e);
                })
                .start();
    }

    /// Says on the registry's topic that the agent is there.
    void publishAgent(String name, boolean suspended) {
        AgentRecord.Version version = new AgentRecord.Version(
                AgentRecord.SCHEMA,
                name,
                "platform",
                "1",
                suspended ? AgentRecord.State.SUSPENDED : AgentRecord.State.ACTIVE,
                "00",
                "platform",
                name,
                null,
                "0",
                Instant.now());
        AgentRecord.Pointer pointer = new AgentRecord.Pointer(
                AgentRecord.SCHEMA,
                name,
                "platform",
                AgentRecord.Visibility.everyone,
                "1",
                suspended,
                "test",
                List.of(),
                Map.of(),
                Instant.now());
        publish(Topic.REGISTRY_AGENTS, version.key(), version);
        publish(Topic.REGISTRY_AGENTS, pointer.key(), pointer);
    }

    /// Throws a kill switch.
    Halt halt(Halt.Scope scope, String target) {
        Halt halt = new Halt(
                Halt.SCHEMA, scope, target, "platform", "It talks too much.", "person:operator", Instant.now());
        publish(Topic.REGISTRY_HALTS, halt.key(), halt);
        return halt;
    }

    void lift(Halt halt) {
        publish(Topic.REGISTRY_HALTS, halt.key(), null);
    }

    void publish(Topic topic, String key, @Nullable Object value) {
        byte @Nullable [] body = value == null ? null : EventJson.write(value);
        broker.producer("test").send(new ProducerRecord<>(topic.topicName(), key, body));
        broker.producer("test").flush();
    }

    /// The first record of a topic of one partition.
    ConsumerRecord<String, byte[]> first(String topic, Duration atMost) {
        try (KafkaConsumer<String, byte[]> consumer = broker.assignedConsumer("test", "first")) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Instant end = Instant.now().plus(atMost);
            while (Instant.now().isBefore(end)) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    return record;
                }
            }
            throw new IllegalStateException("nothing on " + topic);
        }
    }

    /// Sends a request as that person; the caller closes the call.
    KafkaCall call(String person, Operation operation, String agent, Object request, @Nullable Long afterSeq) {
        byte[] body = A2aJson.write(request);
        String requestId = UUID.randomUUID().toString();
        String name = agent.split("@", 2)[0];
        KafkaRequest record = new KafkaRequest(
                operation,
                agent,
                requestId,
                calls.replyTopic(),
                Instant.now().plusSeconds(120),
                null,
                null,
                afterSeq,
                null,
                body);
        KafkaRequest passed = record.passed(
                digest -> signer.sign("person:" + person, Set.of("sales"), Set.of("builder"), name, digest));
        return calls.send(Topic.A2A_COMMANDS.topicName(), requestId, passed);
    }

    KafkaCall call(Operation operation, String agent, Object request) {
        return call("builder", operation, agent, request, null);
    }

    /// Waits for the one answer of a call.
    ///
    /// @throws A2aException if the answer is an error
    static <T> T answer(KafkaCall call, Class<T> type) throws Exception {
        try (call) {
            KafkaReply reply = call.next(Duration.ofSeconds(60)).orElseThrow();
            if (reply.kind() == KafkaReply.Kind.ERROR) {
                throw A2aErrors.fromJsonRpc(A2aJson.parse(reply.body()));
            }
            return A2aJson.read(reply.body(), type);
        }
    }

    Task send(String agent, Message message) throws Exception {
        SendMessageRequest request = new SendMessageRequest(null, message, null, null);
        SendMessageResponse response = answer(call(Operation.SEND_MESSAGE, agent, request), SendMessageResponse.class);
        return ((SendMessageResponse.OfTask) response).task();
    }

    static Message message(String text) {
        return Message.user(UUID.randomUUID().toString(), text);
    }

    boolean callsReady() {
        return calls.ready();
    }

    @Override
    public void close() {
        calls.close();
        postgres.close();
        kafka.close();
    }
}
