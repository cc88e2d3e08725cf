package io.tandem.runtime.node;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Keeps the journal's partitions made ahead: this month's and the next two's, at the start and every six hours, so
/// that a process that runs for months never meets one that is missing.
final class JournalMonths implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(JournalMonths.class);
    private static final Duration EVERY = Duration.ofHours(6);
    private static final int AHEAD = 2;

    private final DataSource dataSource;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("runtime-months").factory());

    JournalMonths(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /// Makes what is missing, then looks again and again.
    ///
    /// @throws IllegalStateException if the database does not take the first ones
    JournalMonths start() {
        try {
            ensure();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot prepare the journal's months", e);
        }
        timer.scheduleWithFixedDelay(this::again, EVERY.toMinutes(), EVERY.toMinutes(), TimeUnit.MINUTES);
        return this;
    }

    void ensure() throws SQLException {
        OffsetDateTime month = clock.instant().atOffset(ZoneOffset.UTC).withDayOfMonth(1);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ensure = connection.prepareStatement("select ensure_journal_month(?)")) {
            for (int ahead = 0; ahead <= AHEAD; ahead++) {
                ensure.setObject(1, month.plusMonths(ahead));
                ensure.execute();
            }
        }
    }

    private void again() {
        try {
            ensure();
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("the journal's next months are not there yet; trying again: %s", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
