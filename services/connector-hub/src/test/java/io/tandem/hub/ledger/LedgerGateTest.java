package io.tandem.hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tandem.events.EventJson;
import io.tandem.events.LedgerHead;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.pass.PassSigner;
import io.tandem.kit.problem.ProblemException;
import io.tandem.kit.testing.RealKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Heads on a real broker: what opens the gate, and what closes it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerGateTest {
    private static final Duration BOUND = Duration.ofSeconds(2);

    private final PassSigner governance = new PassSigner("governance");
    private final PassSigner runtime = new PassSigner("runtime");
    private RealKafka kafka;
    private Broker broker;
    private LedgerGate gate;

    @BeforeAll
    void start() throws Exception {
        kafka = RealKafka.start();
        broker = kafka.broker("test");
        gate = new LedgerGate(broker, BOUND);
        gate.start();
        broker.ensure(Topic.REGISTRY_KEYS, Topic.LEDGER_HEAD);
        for (PassSigner signer : Set.of(governance, runtime)) {
            send(Topic.REGISTRY_KEYS, signer.publicKey().keyId(), signer.publicKey());
        }
    }

    @AfterAll
    void stop() {
        gate.stop();
        kafka.close();
    }

    private void send(Topic topic, String key, Object value) {
        try {
            broker.producer("test")
                    .send(new ProducerRecord<>(topic.topicName(), key, EventJson.write(value)))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void head(PassSigner signer, Duration behind) {
        Instant now = Instant.now();
        LedgerHead head = new LedgerHead(1, now, now.minus(behind), null, null);
        send(
                Topic.LEDGER_HEAD,
                LedgerHead.PULSE,
                head.withPass(signer.sign(
                        "service:tandem-governance",
                        Set.of(),
                        Set.of(),
                        LedgerHead.AUDIENCE,
                        PassSigner.hash(head.signed()))));
    }

    private boolean open() {
        try {
            gate.check();
            return true;
        } catch (ProblemException e) {
            assertThat(e.kind()).isEqualTo(LedgerProblem.LEDGER_BEHIND);
            return false;
        }
    }

    private void awaitOpen() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            head(governance, Duration.ZERO);
            return open();
        });
    }

    @Nested
    class GivenHeadsOfGovernance {
        @Test
        void openTheGateAndItClosesWhenTheyStop() {
            awaitOpen();
            await("no head comes any more").atMost(Duration.ofSeconds(20)).until(() -> !open());
            assertThatThrownBy(gate::check).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                            e.kind().retryable())
                    .isTrue());
            awaitOpen();
        }

        @Test
        void closeItWhenTheyTellThatTheLedgerIsBehind() {
            awaitOpen();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                head(governance, Duration.ofSeconds(30));
                return !open();
            });
        }
    }

    @Nested
    class GivenHeadsOfSomebodyElse {
        @Test
        void openNothing() {
            await("no head of governance").atMost(Duration.ofSeconds(20)).until(() -> !open());
            for (int i = 0; i < 5; i++) {
                head(runtime, Duration.ZERO);
            }
            send(Topic.LEDGER_HEAD, LedgerHead.PULSE, new LedgerHead(1, Instant.now(), Instant.now(), null, null));
            await("what was sent after all of those")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        head(governance, Duration.ofSeconds(60));
                        return told().contains("60 s behind");
                    });
            assertThat(open()).isFalse();
        }

        private String told() {
            try {
                gate.check();
                return "";
            } catch (ProblemException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }
}
