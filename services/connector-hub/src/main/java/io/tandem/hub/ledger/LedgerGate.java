package io.tandem.hub.ledger;

import io.quarkus.runtime.StartupEvent;
import io.tandem.events.EventJson;
import io.tandem.events.KeyRecord;
import io.tandem.events.LedgerHead;
import io.tandem.events.Topic;
import io.tandem.hub.connector.HubSettings;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.kit.pass.Pass;
import io.tandem.kit.pass.PassRefusal;
import io.tandem.kit.pass.PassSigner;
import io.tandem.kit.pass.PassVerifier;
import io.tandem.kit.problem.ProblemException;
import io.tandem.kit.start.Starting;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Lets a call with an effect through only while the ledger's head is young.
///
/// A head is governance's word that the ledger was written a moment ago and how far it has read. When none comes,
/// whatever the cause (governance, its database, its disk, Kafka), effects wait; reads go on.
@Singleton
public class LedgerGate {
    private static final Logger LOG = Logger.getLogger(LedgerGate.class);
    private static final String SERVICE = "hub";
    private static final String WRITER = "governance";

    private final Duration bound;
    private final LedgerWatch watch = new LedgerWatch(System::nanoTime);
    private final Starting<Views> views;
    private volatile boolean behind;

    @Inject
    public LedgerGate(Broker broker, HubSettings settings) {
        this(broker, settings.ledgerBound());
    }

    LedgerGate(Broker broker, Duration bound) {
        this.bound = bound;
        this.views = new Starting<>(SERVICE, () -> new Views(broker, watch));
    }

    /// @throws ProblemException LEDGER_BEHIND
    public void check() {
        @Nullable Duration age = watch.age();
        boolean now = age == null || age.compareTo(bound) > 0;
        if (now != behind) {
            behind = now;
            LOG.info(now ? "effects wait: the ledger is behind" : "the ledger is up to date: effects go on");
        }
        if (now) {
            throw new ProblemException(
                    LedgerProblem.LEDGER_BEHIND,
                    age == null
                            ? "The ledger has not told yet that it is written, so nothing is changed."
                            : "The ledger is " + age.toSeconds()
                                    + " s behind, so nothing is changed until it has caught up.");
        }
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        views.start();
    }

    @PreDestroy
    void stop() {
        views.close();
    }

    /// What is read of Kafka.
    private static final class Views implements AutoCloseable {
        private final TopicView<KeyRecord> keys;
        private final TopicView<LedgerHead> heads;

        Views(Broker broker, LedgerWatch watch) {
            broker.ensure(Topic.REGISTRY_KEYS, Topic.LEDGER_HEAD);
            this.keys = new TopicView<>(
                            broker,
                            SERVICE,
                            Topic.REGISTRY_KEYS.topicName(),
                            bytes -> EventJson.read(bytes, KeyRecord.class))
                    .start();
            PassVerifier verifier = new PassVerifier(keys::get, Clock.systemUTC());
            this.heads = new TopicView<>(
                            broker,
                            SERVICE,
                            Topic.LEDGER_HEAD.topicName(),
                            bytes -> EventJson.read(bytes, LedgerHead.class))
                    .onChange((key, head) -> {
                        if (head != null && key.equals(LedgerHead.PULSE) && signed(verifier, head)) {
                            watch.arrived(head);
                        }
                    })
                    .start();
        }

        private static boolean signed(PassVerifier verifier, LedgerHead head) {
            try {
                Pass pass = verifier.verify(head.pass(), LedgerHead.AUDIENCE, PassSigner.hash(head.signed()));
                return pass.issuer().equals(WRITER);
            } catch (PassRefusal e) {
                LOG.debugf("a head of the ledger is not believed: %s", e.getMessage());
                return false;
            }
        }

        @Override
        public void close() {
            heads.close();
            keys.close();
        }
    }
}
