package io.tandem.connectors.shop;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/// Puts the demo shop in place in the background: schema, rows, rights of the reader, policies.
@Singleton
public class DemoShop {
    private static final Logger LOG = Logger.getLogger(DemoShop.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final String EMPTY = "truncate credit_notes, payments, invoices, order_items, orders, products,"
            + " suppliers, customers, demo_data restart identity";

    private final ShopSettings settings;
    private final ShopDatabase database;
    private final Thread thread = Thread.ofVirtual().name("demo-shop").unstarted(this::run);

    @Inject
    DemoShop(ShopSettings settings, ShopDatabase database) {
        this.settings = settings;
        this.database = database;
    }

    void start(@Observes StartupEvent event) {
        if (settings.enabled()) {
            thread.start();
        }
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Policies.unpack(settings.policies());
                prepare(LocalDate.now(java.time.ZoneOffset.UTC));
                return;
            } catch (SQLException | IOException | FlywayException e) {
                LOG.warnf("the demo shop cannot be set up yet: %s", e.getMessage());
                LOG.debug("demo shop", e);
            }
            try {
                Thread.sleep(RETRY);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// Makes what is missing; rows of another seed are replaced.
    ///
    /// @param today the day that the rows lead up to
    void prepare(LocalDate today) throws SQLException {
        Flyway.configure()
                .dataSource(database.dataSource())
                .schemas(ShopDatabase.SCHEMA)
                .createSchemas(false)
                .table("demo_schema_history")
                .locations("db/shop")
                .load()
                .migrate();
        boolean filled = database.inTransaction(transaction -> {
            grant(transaction);
            if (holds(transaction, settings.seed())) {
                return false;
            }
            execute(transaction, EMPTY);
            new ShopRows(settings.seed(), today).write(transaction);
            return true;
        });
        if (filled) {
            LOG.infof("demo shop filled from seed %d", settings.seed());
        }
    }

    private static boolean holds(Connection transaction, long seed) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement("select 1 from demo_data where seed = ?")) {
            select.setLong(1, seed);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private void grant(Connection transaction) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            String reader = statement.enquoteIdentifier(settings.reader(), true);
            statement.execute("grant usage on schema shop to " + reader);
            statement.execute("grant select on all tables in schema shop to " + reader);
            // Their rows are in views, which join what belongs together.
            statement.execute("revoke all on invoices, order_items, demo_data, demo_schema_history from " + reader);
        }
    }

    private static void execute(Connection transaction, String sql) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            statement.execute(sql);
        }
    }
}
