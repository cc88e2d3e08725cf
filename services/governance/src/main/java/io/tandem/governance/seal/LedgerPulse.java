package io.tandem.governance.seal;

import io.tandem.events.EventJson;
import io.tandem.events.LedgerHead;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.pass.PassSigner;
import io.tandem.ledger.Checkpoint;
import io.tandem.ledger.SignedNote;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/// Each second: writes to the ledger's database, looks how far the streams are read, and publishes both as the head.
/// Beside it, signs what is due.
///
/// A second in which the database cannot be written, or Kafka does not answer, has no head. Whoever waits for one sees
/// that the ledger is behind.
public final class LedgerPulse implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LedgerPulse.class);
    private static final String SERVICE = "governance";
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final long ACKNOWLEDGED_SECONDS = 5;
    private static final String WRITE =
            "insert into pulse(at) values (?::timestamptz) on conflict (only_one) do update set at = excluded.at";

    private final DataSource dataSource;
    private final Sealer sealer;
    private final PassSigner signer;
    private final Clock clock;
    private final Admin admin;
    private final LedgerReach reach;
    private final Producer<String, byte[]> producer;
    private final Thread beating = Thread.ofPlatform()
            .daemon()
            .name("governance-pulse")
            .unstarted(() -> everySecond("the ledger's head is not published", this::beat));
    private final Thread sealing = Thread.ofPlatform()
            .daemon()
            .name("governance-seal")
            .unstarted(() -> everySecond("the ledger is not signed", this::seal));
    private volatile boolean closed;

    /// What the ledger reads, and as which group.
    public record Reading(String group, Collection<String> topics) {}

    /// @param signer whose public key is registered
    public LedgerPulse(DataSource dataSource, Broker broker, Sealer sealer, PassSigner signer, Reading reading) {
        this.dataSource = dataSource;
        this.sealer = sealer;
        this.signer = signer;
        this.clock = Clock.systemUTC();
        this.admin = broker.admin();
        this.reach = new LedgerReach(admin, reading.group(), reading.topics(), clock);
        this.producer = broker.producer(SERVICE);
    }

    public LedgerPulse start() {
        beating.start();
        sealing.start();
        return this;
    }

    @Override
    public void close() {
        closed = true;
        beating.interrupt();
        sealing.interrupt();
        admin.close(BEAT);
    }

    private interface Step {
        void run() throws SQLException, InterruptedException;
    }

    private void everySecond(String failure, Step step) {
        boolean failing = false;
        try {
            while (!closed) {
                try {
                    step.run();
                    failing = false;
                } catch (SQLException | RuntimeException e) {
                    if (!failing && !closed) {
                        LOG.warnf("%s: %s", failure, e.getMessage());
                    }
                    LOG.debug(failure, e);
                    failing = true;
                }
                Thread.sleep(BEAT);
            }
        } catch (InterruptedException e) {
            LOG.debug("the pulse ends with its service");
        }
    }

    private void beat() throws SQLException, InterruptedException {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement write = connection.prepareStatement(WRITE)) {
            write.setString(1, at.toString());
            write.executeUpdate();
        }
        Instant readTo = reach.readTo();
        if (readTo != null) {
            LedgerHead head = new LedgerHead(LedgerHead.SCHEMA, at, readTo, null, null);
            send(
                    LedgerHead.PULSE,
                    head.withPass(signer.sign(
                            "service:tandem-governance", Set.of(), Set.of(), LedgerHead.AUDIENCE, head.signed())));
        }
    }

    private void seal() throws SQLException {
        sealer.sealDue(this::publish);
    }

    private void publish(Checkpoint checkpoint, SignedNote note) {
        try {
            send(checkpoint.team(), new LedgerHead(LedgerHead.SCHEMA, checkpoint.at(), null, note.format(), null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(String key, LedgerHead head) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(Topic.LEDGER_HEAD.topicName(), key, EventJson.write(head)))
                    .get(ACKNOWLEDGED_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not take the ledger's head", e);
        }
    }
}
