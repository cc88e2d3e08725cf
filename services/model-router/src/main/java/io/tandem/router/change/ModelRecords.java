package io.tandem.router.change;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.kit.outbox.Outbox;
import io.tandem.router.catalog.Offer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Records on `audit.router` when the models or tiers are others than those recorded last, which may have been by an
/// earlier process. What was recorded stands in the database, in the transaction of the record.
@Singleton
public class ModelRecords {
    private static final Logger LOG = Logger.getLogger(ModelRecords.class);
    private static final String SERVICE = "router";
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final String KNOWN = "select models from recorded_models for update";
    private static final String KEEP = "update recorded_models set models = ?";

    private final javax.sql.DataSource dataSource;
    private final Outbox outbox = new Outbox(SERVICE);
    private final BlockingQueue<Offer> found = new LinkedBlockingQueue<>();
    private final Thread writer =
            Thread.ofVirtual().name("router-model-records").unstarted(this::write);

    @Inject
    public ModelRecords(@DataSource(SERVICE) javax.sql.DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void start(@Observes StartupEvent event) {
        writer.start();
    }

    @PreDestroy
    void stop() {
        writer.interrupt();
    }

    /// Nothing on a machine where models come and go is no news: a server may only be starting.
    void found(@ObservesAsync Offer offer) {
        if (offer.settled() || !offer.models().isEmpty()) {
            found.add(offer);
        }
    }

    private void write() {
        @Nullable ModelSet told = null;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Offer offer = found.take();
                ModelSet now = ModelSet.of(offer);
                while (!now.equals(told)) {
                    try {
                        record(now, offer.reason());
                        told = now;
                    } catch (SQLException e) {
                        LOG.warnf("the record of changed models waits for the database: %s", e.getMessage());
                        Thread.sleep(RETRY);
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("models are recorded until the process ends");
        }
    }

    /// @param source where the models were found, for people
    void record(ModelSet now, String source) throws SQLException {
        try (Connection transaction = dataSource.getConnection()) {
            transaction.setAutoCommit(false);
            ModelDifference difference = ModelDifference.between(known(transaction), now);
            if (!difference.isEmpty()) {
                outbox.audit(transaction, event(difference, source));
                keep(transaction, now);
            }
            transaction.commit();
        }
    }

    /// What the record says besides its sentence.
    private record Details(ModelDifference models, String source) {}

    private static AuditEvent event(ModelDifference difference, String source) {
        return new AuditEvent(
                AuditEvent.SCHEMA,
                "models.changed",
                "service:tandem-router",
                "platform",
                "language models",
                "allowed",
                difference.told(),
                EventJson.toTree(new Details(difference, source)),
                Instant.now());
    }

    private static ModelSet known(Connection transaction) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(KNOWN);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("recorded_models is empty");
            }
            String models = row.getString(1);
            return models == null
                    ? ModelSet.NONE
                    : EventJson.read(models.getBytes(StandardCharsets.UTF_8), ModelSet.class);
        }
    }

    private static void keep(Connection transaction, ModelSet now) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(KEEP)) {
            update.setString(1, new String(EventJson.write(now), StandardCharsets.UTF_8));
            update.executeUpdate();
        }
    }
}
