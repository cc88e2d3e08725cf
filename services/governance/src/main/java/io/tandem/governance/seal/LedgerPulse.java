package io.tandem.governance.seal;

import io.tandem.events.EventJson;
import io.tandem.events.LedgerHead;
import io.tandem.events.Topic;
import io.tandem.governance.publish.Publication;
import io.tandem.kit.kafka.GroupReach;
import io.tandem.kit.outbox.OutboxRecord;
import io.tandem.kit.pass.PassSigner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Each second: looks how far the streams are read and publishes it as the head, by a row in the ledger's database, so
/// that it also tells that the database can be written. Beside it, signs what is due.
///
/// A second in which the database cannot be written, or Kafka does not answer, has no head. Whoever waits for one sees
/// that the ledger is behind.
public final class LedgerPulse implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LedgerPulse.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final String WRITER = "service:tandem-governance";

    private final DataSource dataSource;
    private final Publication publication;
    private final Sealer sealer;
    private final PassSigner signer;
    private final GroupReach reach;
    private final Clock clock = Clock.systemUTC();
    private final Thread beating = Thread.ofPlatform()
            .daemon()
            .name("governance-pulse")
            .unstarted(() -> everySecond("the ledger's head is not published", this::beat));
    private final Thread sealing = Thread.ofPlatform()
            .daemon()
            .name("governance-seal")
            .unstarted(() -> everySecond("the ledger is not signed", this::seal));
    private volatile boolean closed;

    /// @param signer whose public key is registered
    /// @param reach of who reads for the ledger; closed with this
    public LedgerPulse(
            DataSource dataSource, Publication publication, Sealer sealer, PassSigner signer, GroupReach reach) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.sealer = sealer;
        this.signer = signer;
        this.reach = reach;
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
        reach.close();
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
        Instant readTo = reach.readTo();
        if (readTo == null) {
            return;
        }
        LedgerHead head = new LedgerHead(LedgerHead.SCHEMA, at, readTo, null, null);
        String pass = signer.sign(WRITER, Set.of(), Set.of(), LedgerHead.AUDIENCE, PassSigner.hash(head.signed()));
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            publication.publish(connection, record(LedgerHead.PULSE, head.withPass(pass)));
            connection.commit();
        }
        publication.hint();
    }

    private void seal() throws SQLException {
        if (sealer.sealDue() > 0) {
            publication.hint();
        }
    }

    /// A copy of a checkpoint for the topic.
    public static OutboxRecord copy(Sealer.Sealed sealed) {
        return record(
                sealed.checkpoint().team(),
                new LedgerHead(
                        LedgerHead.SCHEMA,
                        sealed.checkpoint().at(),
                        null,
                        sealed.note().format(),
                        null));
    }

    private static OutboxRecord record(String key, LedgerHead head) {
        return new OutboxRecord(Topic.LEDGER_HEAD.topicName(), key, Map.of(), EventJson.write(head));
    }
}
