package io.tandem.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Operation;
import io.tandem.a2a.kafka.KafkaCall;
import io.tandem.a2a.kafka.KafkaCalls;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final String keyId = "gateway-" + UUID.randomUUID();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaCalls calls;

    KafkaCaller(TandemUnderTest tandem) {
        try {
            this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            register(tandem);
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

    private void register(TandemUnderTest tandem) {
        Api.Answer known = new Api(tandem, tandem.serviceToken("gateway"))
                .post("/internal/registry/keys", """
                        {"schema": 1, "keyId": "%s", "issuer": "gateway", "publicKey": "%s", "notAfter": "%s"}""".formatted(
                        keyId,
                        Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()),
                        Instant.now().plus(Duration.ofDays(1))));
        assertThat(known.status()).as(known.text()).isLessThan(300);
    }

    /// Sends a message as `builder` of team `sales`.
    ///
    /// @return what was answered: a result, or an error of JSON-RPC
    JsonNode send(String agent, String text) {
        byte[] body = A2aJson.write(Agents.message(text));
        String requestId = UUID.randomUUID().toString();
        KafkaRequest request = new KafkaRequest(
                Operation.SEND_MESSAGE,
                agent,
                requestId,
                calls.replyTopic(),
                Instant.now().plusSeconds(60),
                pass(agent, body),
                null,
                null,
                null,
                body);
        try (KafkaCall call = calls.send(COMMANDS, requestId, request)) {
            KafkaReply reply = call.next(Duration.ofSeconds(30)).orElseThrow();
            return A2aJson.parse(reply.body());
        } catch (Exception e) {
            throw new IllegalStateException("no answer on Kafka", e);
        }
    }

    private String pass(String agent, byte[] body) {
        try {
            String hash =
                    BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
            String header = "{\"alg\":\"EdDSA\",\"typ\":\"tandem-pass+jwt\",\"kid\":\"" + keyId + "\"}";
            String claims = """
                    {"iss":"gateway","sub":"person:builder","aud":"%s","jti":"%s","exp":%d,"teams":["sales"],
                     "roles":["builder"],"act":[],"bh":"%s"}""".formatted(
                            agent.replaceFirst("@.*", ""),
                            UUID.randomUUID(),
                            Instant.now().plusSeconds(120).getEpochSecond(),
                            hash);
            String signed =
                    BASE64.encodeToString(header.getBytes(UTF_8)) + "." + BASE64.encodeToString(claims.getBytes(UTF_8));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    @Override
    public void close() {
        calls.close();
        producer.close();
    }
}
