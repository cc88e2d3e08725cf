package io.tandem.hub.publish;

import io.quarkus.agroal.DataSource;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/// Transactions of the hub's database: all of it or nothing.
@Singleton
public class Transactions {
    private final javax.sql.DataSource dataSource;

    @Inject
    public Transactions(@DataSource(Publication.SERVICE) javax.sql.DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// What is done in one transaction.
    public interface Work<T> {
        T in(Connection transaction) throws SQLException;
    }

    /// @throws ProblemException what the work throws; UNAVAILABLE if the database cannot be used
    public <T> T run(Work<T> work) {
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
        } catch (SQLException e) {
            throw new ProblemException(CommonProblem.UNAVAILABLE, "The hub's database cannot be used.", null, e);
        }
    }
}
