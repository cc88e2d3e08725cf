package io.tandem.kit.testing;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.Driver;

/// A real PostgreSQL with fsync on, as in production; a schema for each service under test.
public final class RealPostgres implements AutoCloseable {
    private static final int POOL = 10;

    private final EmbeddedPostgres postgres;

    private RealPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    public static RealPostgres start() {
        try {
            return new RealPostgres(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "200")
                    .start());
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start", e);
        }
    }

    /// The JDBC URL of one service's schema, for a process of its own.
    public String url(String schema) {
        return postgres.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
    }

    /// A fresh schema with the kit's and the service's migrations in it.
    public DataSource migrated(String schema) {
        execute("drop schema if exists " + schema + " cascade; create schema " + schema);
        DataSource dataSource = connect(url(schema));
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .locations("db/kit", "db/" + schema)
                .load()
                .migrate();
        return dataSource;
    }

    /// Connects with a pool as large as a service's.
    public static DataSource connect(String url) {
        try {
            return AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(POOL)
                            .acquisitionTimeout(Duration.ofSeconds(10))
                            .connectionFactoryConfiguration(
                                    factory -> factory.jdbcUrl(url).connectionProviderClass(Driver.class))));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot connect to " + url, e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot run " + sql, e);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not stop", e);
        }
    }
}
