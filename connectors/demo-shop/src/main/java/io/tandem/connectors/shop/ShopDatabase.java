package io.tandem.connectors.shop;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/// Connections of the shop's owner.
@Singleton
class ShopDatabase {
    static final String SCHEMA = "shop";

    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

    @Inject
    ShopDatabase(ShopSettings settings) {
        dataSource.setUrl(settings.url());
        dataSource.setUser(settings.username());
        dataSource.setPassword(settings.password());
        dataSource.setCurrentSchema(SCHEMA);
        dataSource.setApplicationName("demo-shop");
        dataSource.setConnectTimeout(5);
        dataSource.setSocketTimeout(60);
    }

    javax.sql.DataSource dataSource() {
        return dataSource;
    }

    /// What is done in a transaction.
    interface Work<T> {
        T in(Connection transaction) throws SQLException;
    }

    <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection transaction = dataSource.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                T result = work.in(transaction);
                transaction.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                transaction.rollback();
                throw e;
            }
        }
    }
}
