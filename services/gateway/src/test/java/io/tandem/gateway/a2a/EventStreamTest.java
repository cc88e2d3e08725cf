package io.tandem.gateway.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.Operation;
import io.tandem.a2a.kafka.KafkaCall;
import io.tandem.a2a.kafka.KafkaCalls;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.gateway.calls.AgentCalls;
import io.tandem.gateway.calls.Ask;
import io.tandem.gateway.calls.GatewaySettings;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.testing.RealKafka;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A stream on which nothing comes: each heartbeat lets the test's clock go on by just that time.
class EventStreamTest {
    private static final Duration HEARTBEAT = Duration.ofMillis(2);
    private static final Caller CALLER = new Caller(Caller.Kind.person, "builder", Set.of("sales"), Set.of("builder"));

    private final KafkaCalls kafka = new KafkaCalls(
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()),
            RealKafka.brokerAt("127.0.0.1:1", "test").assignedConsumer("test", "replies"),
            "replies",
            e -> {
                throw new IllegalStateException(e);
            });
    private final Told told = new Told();
    private final List<String> asked = new ArrayList<>();

    /// What the client gets, and the clock.
    private static final class Told extends ByteArrayOutputStream {
        private long now;
        private int heartbeats;

        @Override
        public void write(byte[] bytes) throws IOException {
            super.write(bytes);
            if (bytes[0] == ':') {
                heartbeats++;
                now += HEARTBEAT.toNanos();
            }
        }

        long now() {
            return now;
        }
    }

    /// Notes each renewal and leaves it unanswered; the fourth one fails and ends the stream.
    @SuppressWarnings("NullAway") // Nothing of the real calls is used.
    private final class Unanswered extends AgentCalls {
        Unanswered() {
            super(null, null, null);
        }

        @Override
        public KafkaCall open(Ask ask) {
            return noted("open " + ask.operation());
        }

        @Override
        public KafkaCall reopen(Ask ask, String taskId, long afterSeq) {
            return noted("reopen " + taskId + " after " + afterSeq);
        }

        private KafkaCall noted(String what) {
            asked.add(told.heartbeats + ": " + what);
            if (asked.size() == 4) {
                throw new A2aException(A2aError.UNAVAILABLE);
            }
            return silent();
        }
    }

    private KafkaCall silent() {
        String id = UUID.randomUUID().toString();
        KafkaRequest request = new KafkaRequest(
                Operation.SUBSCRIBE_TO_TASK,
                "clerk",
                id,
                "replies",
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                new byte[0]);
        return kafka.send("commands", id, request);
    }

    private static Ask ask(@Nullable String taskId, @Nullable Long afterSeq) {
        AgentRecord.Pointer pointer = new AgentRecord.Pointer(
                AgentRecord.SCHEMA,
                "clerk",
                "sales",
                AgentRecord.Visibility.everyone,
                "1",
                false,
                "",
                List.of(),
                Map.of(),
                Instant.EPOCH);
        AgentRecord.Version version = new AgentRecord.Version(
                AgentRecord.SCHEMA,
                "clerk",
                "sales",
                "1",
                AgentRecord.State.ACTIVE,
                "00",
                "builder",
                null,
                null,
                "0",
                Instant.EPOCH);
        Map<String, AgentRecord> records = Map.of(pointer.key(), pointer, version.key(), version);
        AgentSight agent = AgentSight.of(
                        "clerk",
                        new AgentSight.Asker(CALLER.id(), CALLER.id(), CALLER.teams()),
                        key -> Optional.ofNullable(records.get(key)))
                .orElseThrow();
        Operation operation = taskId == null ? Operation.SEND_STREAMING_MESSAGE : Operation.SUBSCRIBE_TO_TASK;
        return new Ask(operation, agent, CALLER, taskId, afterSeq, new Ask.Trace(null, null), new byte[0]);
    }

    private void stream(Ask ask, @Nullable KafkaReply first) throws IOException {
        EventStream.Source source = new EventStream.Source(new Unanswered(), new Settings(), ask);
        new EventStream(source, silent(), first, new HttpJsonForm(), told::now).write(told);
    }

    @Nested
    class GivenSilence {
        @Test
        void asksAgainAfterWhatWasSeenAtGrowingDistances() throws Exception {
            stream(ask("t", 7L), null);

            assertThat(asked)
                    .containsExactly(
                            "1: reopen t after 7",
                            "3: reopen t after 7",
                            "7: reopen t after 7",
                            "15: reopen t after 7");
        }

        @Test
        void asksForTheTaskThatItWasToldOfMeanwhile() throws Exception {
            byte[] event = "{\"task\":{}}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            stream(ask(null, null), new KafkaReply(KafkaReply.Kind.EVENT, "t9", 3, 0, 1, 0, event));

            assertThat(asked.getFirst()).isEqualTo("1: reopen t9 after 3");
            assertThat(told.toString(java.nio.charset.StandardCharsets.UTF_8)).startsWith("id: 3\ndata: {\"task\":{}}");
        }

        @Test
        void sendsTheMessageAgainWhileItKnowsNoTask() throws Exception {
            stream(ask(null, null), null);

            assertThat(asked.getFirst()).isEqualTo("1: open SEND_STREAMING_MESSAGE");
        }
    }

    private static final class Settings implements GatewaySettings {
        @Override
        public String publicUrl() {
            return "http://localhost";
        }

        @Override
        public String issuer() {
            return "http://localhost";
        }

        @Override
        public URI registryUrl() {
            return URI.create("http://localhost");
        }

        @Override
        public URI hubUrl() {
            return URI.create("http://localhost");
        }

        @Override
        public Duration sendWait() {
            return HEARTBEAT;
        }

        @Override
        public Duration readWait() {
            return HEARTBEAT;
        }

        @Override
        public Duration subscription() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration heartbeat() {
            return HEARTBEAT;
        }
    }
}
