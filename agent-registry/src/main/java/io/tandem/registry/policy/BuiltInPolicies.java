package io.tandem.registry.policy;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.tandem.policy.PolicyText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Puts the built-in policies of this release on record, and with them the new hashes of teams' policies, which stand
/// on them: whoever verifies the ledger can tell by which text each decision was made.
@ApplicationScoped
public class BuiltInPolicies {
    private static final String NOTE = "insert into built_in_policies(hash) values (?) on conflict do nothing";

    private final javax.sql.DataSource dataSource;
    private final Policies policies;

    @Inject
    public BuiltInPolicies(@DataSource("registry") javax.sql.DataSource dataSource, Policies policies) {
        this.dataSource = dataSource;
        this.policies = policies;
    }

    @Transactional
    void record(@Observes StartupEvent event) throws SQLException {
        String hash = PolicyText.hash("");
        if (isNew(hash)) {
            policies.standOn(hash);
        }
    }

    private boolean isNew(String hash) throws SQLException {
        try (Connection transaction = dataSource.getConnection();
                PreparedStatement note = transaction.prepareStatement(NOTE)) {
            note.setString(1, hash);
            return note.executeUpdate() == 1;
        }
    }
}
