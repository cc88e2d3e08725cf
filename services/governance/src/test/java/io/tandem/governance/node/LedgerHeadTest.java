package io.tandem.governance.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.events.AuditEvent;
import io.tandem.events.Envelope;
import io.tandem.events.EventJson;
import io.tandem.events.LedgerHead;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.kit.testing.RealKafka;
import io.tandem.kit.testing.RealPostgres;
import io.tandem.ledger.Checkpoint;
import io.tandem.ledger.SignedNote;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What governance tells on `ledger.head`, with a real broker and a real database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerHeadTest {
    private RealKafka kafka;
    private RealPostgres postgres;
    private Broker broker;
    private GovernanceNode node;
    private TopicView<LedgerHead> heads;

    @BeforeAll
    void start() {
        kafka = RealKafka.start();
        postgres = RealPostgres.start();
        broker = kafka.broker("test");
        node = new GovernanceNode(
                postgres.migrated("governance"),
                broker,
                TestSettings.fresh(),
                Clock.systemUTC(),
                NoModel.MODELS,
                key -> () -> {});
        heads = new TopicView<>(
                        broker, "test", Topic.LEDGER_HEAD.topicName(), bytes -> EventJson.read(bytes, LedgerHead.class))
                .start();
    }

    @AfterAll
    void stop() {
        heads.close();
        node.close();
        postgres.close();
        kafka.close();
    }

    private Instant pulse() {
        return heads.get(LedgerHead.PULSE).map(LedgerHead::at).orElse(Instant.EPOCH);
    }

    private Instant readTo() {
        @Nullable LedgerHead head = heads.get(LedgerHead.PULSE).orElse(null);
        @Nullable Instant readTo = head == null ? null : head.readTo();
        return readTo == null ? Instant.EPOCH : readTo;
    }

    private Instant event(long number) {
        AuditEvent event = new AuditEvent(
                AuditEvent.SCHEMA, "grant.added", "person:admin", "sales", "x", "allowed", null, null, Instant.now());
        Envelope envelope =
                new Envelope("registry:" + number, "registry", AuditEvent.TYPE, Instant.now(), "sales", number, null);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topic.AUDIT_REGISTRY.topicName(), "x", EventJson.write(event));
        envelope.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        broker.producer("test").send(record);
        return Instant.now();
    }

    @Nested
    class GivenALedgerThatIsWritten {
        @Test
        void tellsSoAgainAndAgainAndHowFarItHasRead() {
            Instant sent = event(1);

            await().atMost(Duration.ofSeconds(20)).until(() -> readTo().isAfter(sent));
            Instant told = pulse();
            await().atMost(Duration.ofSeconds(20)).until(() -> pulse().isAfter(told));
            await("a copy of the checkpoint").atMost(Duration.ofSeconds(20)).until(() -> heads.get("sales")
                    .isPresent());
            assertThat(Checkpoint.read(SignedNote.parse(String.valueOf(
                                            heads.get("sales").orElseThrow().checkpoint()))
                                    .text())
                            .size())
                    .isEqualTo(1);
        }

        @Test
        void isSilentWhileItsDatabaseTakesNothing() {
            await().atMost(Duration.ofSeconds(20)).until(() -> pulse().isAfter(Instant.EPOCH));
            postgres.execute("alter table governance.outbox rename to gone");
            await("a pulse that was under way").pollDelay(Duration.ofSeconds(2)).until(() -> true);
            Instant last = pulse();
            await("silence").pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(pulse()).isEqualTo(last);

            postgres.execute("alter table governance.gone rename to outbox");
            await().atMost(Duration.ofSeconds(20)).until(() -> pulse().isAfter(last));
        }
    }
}
