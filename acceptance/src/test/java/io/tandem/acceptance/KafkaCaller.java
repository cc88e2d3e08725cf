package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Operation;
import io.tandem.a2a.kafka.KafkaCall;
import io.tandem.a2a.kafka.KafkaCalls;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/// Who speaks A2A to the runtime on Kafka, past the gateway, with a key and passes of its own that the registry knows
/// as a gateway's.
final class KafkaCaller implements AutoCloseable {
    private static final String COMMANDS = "a2a.commands";

    private final SigningKey key;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaCalls calls;

    KafkaCaller(TandemUnderTest tandem) {
        try {
            this.key = new SigningKey("gateway").registered(tandem);
            Map<String, Object> settings = Map.of("bootstrap.servers", tandem.kafka());
            String replies = "a2a.replies.test-" + UUID.randomUUID();
            try (Admin admin = Admin.create(settings)) {
                var unused = admin.createTopics(List.of(new NewTopic(replies, 1, (short) 1)))
                        .all()
                        .get();
            }
            this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            KafkaConsumer<String, byte[]> consumer =
                    new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
            this.calls = new KafkaCalls(producer, consumer, replies, e -> {
                        throw new IllegalStateException(e);
                    })
                    .start();
            Awaitility.await().until(calls::ready);
        } catch (Exception e) {
            throw new IllegalStateException("no caller on Kafka", e);
        }
    }

    /// Sends a message as `builder` of team `sales`.
    ///
    /// @return what was answered: a result, or an error of JSON-RPC
    JsonNode send(String agent, String text) {
        KafkaRequest request = request(Operation.SEND_MESSAGE, agent, A2aJson.write(Agents.message(text)));
        return answer(request.passed(digest -> key.sign(SigningKey.Claims.ofBuilder(nameOf(agent), digest))));
    }

    /// A request without a pass, answered to this caller.
    KafkaRequest request(Operation operation, String agent, byte[] body) {
        return new KafkaRequest(
                operation,
                agent,
                UUID.randomUUID().toString(),
                calls.replyTopic(),
                Instant.now().plusSeconds(60),
                null,
                null,
                null,
                null,
                body);
    }

    /// Sends a request as it is and waits for its answer.
    JsonNode answer(KafkaRequest request) {
        try (KafkaCall call = open(request)) {
            KafkaReply reply = call.next(Duration.ofSeconds(30)).orElseThrow();
            return A2aJson.parse(reply.body());
        } catch (Exception e) {
            throw new IllegalStateException("no answer on Kafka", e);
        }
    }

    /// Sends a request as it is; the caller of this closes the call.
    KafkaCall open(KafkaRequest request) {
        return calls.send(COMMANDS, request.requestId(), request);
    }

    /// Puts a request on the topic without waiting for anything.
    void put(KafkaRequest request) {
        var unused = producer.send(request.toRecord(COMMANDS, request.requestId()));
    }

    static String nameOf(String agent) {
        return agent.replaceFirst("@.*", "");
    }

    SigningKey key() {
        return key;
    }

    @Override
    public void close() {
        calls.close();
        producer.close();
    }
}
