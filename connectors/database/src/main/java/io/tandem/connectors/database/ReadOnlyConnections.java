package io.tandem.connectors.database;

import io.quarkiverse.mcp.server.ToolCallException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Connections that cannot write: the role has no right to, and each has one read-only transaction that is rolled back.
///
/// Each use gets a connection of its own and closes it, so that nothing of a query (settings, locks, listeners) meets
/// the next one. A fresh connection costs some milliseconds.
@Singleton
class ReadOnlyConnections {
    private static final Logger LOG = Logger.getLogger(ReadOnlyConnections.class);
    private static final String LONGEST_BUFFER = "16M";

    private final DatabaseSettings settings;
    private final Semaphore free;

    @Inject
    ReadOnlyConnections(DatabaseSettings settings) {
        this.settings = settings;
        this.free = new Semaphore(settings.atOnce());
    }

    /// What is done with a connection.
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /// Runs work in a read-only transaction and rolls it back.
    ///
    /// @throws ToolCallException with PostgreSQL's own words, which tell a model how to mend its query
    <T> T run(Work<T> work) {
        if (!acquired()) {
            throw new ToolCallException("Too many queries run at once; try again.");
        }
        try (Connection connection = connect()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try {
                return work.with(connection);
            } finally {
                rollBack(connection);
            }
        } catch (SQLException e) {
            throw refused(e);
        } finally {
            free.release();
        }
    }

    private boolean acquired() {
        try {
            return free.tryAcquire(settings.timeLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolCallException("The query was interrupted.");
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password());
        properties.setProperty("currentSchema", settings.schema());
        properties.setProperty("ApplicationName", "connector-database");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("readOnlyMode", "always");
        properties.setProperty("maxResultBuffer", LONGEST_BUFFER);
        long limit = settings.timeLimit().toMillis();
        properties.setProperty("socketTimeout", Long.toString(TimeUnit.MILLISECONDS.toSeconds(limit) + 5));
        properties.setProperty(
                "options",
                "-c default_transaction_read_only=on -c statement_timeout=" + limit
                        + " -c idle_in_transaction_session_timeout=" + limit + " -c lock_timeout=2000");
        return DriverManager.getConnection(settings.url(), properties);
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("the connection ends without its rollback", e);
        }
    }

    private ToolCallException refused(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("08") || state.startsWith("28") || state.startsWith("3D")) {
            LOG.warnf("the database cannot be used: %s", e.getMessage());
            return new ToolCallException("The database cannot be reached now.");
        }
        LOG.debug("query refused", e);
        return new ToolCallException(
                switch (state) {
                    case "25006" -> "The database refused: only reading is allowed here. " + firstLine(e);
                    case "57014" ->
                        "The query took longer than " + settings.timeLimit().toSeconds()
                                + " s and was stopped; ask for less.";
                    default -> firstLine(e);
                });
    }

    private static String firstLine(SQLException e) {
        String text = String.valueOf(e.getMessage());
        int hint = text.indexOf("\n  Where:");
        String told = (hint < 0 ? text : text.substring(0, hint)).replace("\n  ", " ");
        return told.startsWith("ERROR:") ? told : "ERROR: " + told;
    }
}
