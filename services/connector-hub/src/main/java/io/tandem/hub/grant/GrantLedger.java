package io.tandem.hub.grant;

import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.hub.publish.Publication;
import io.tandem.hub.publish.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Grants come and go on record.
@Singleton
final class GrantLedger {
    /// Connectors belong to no one team.
    private static final String TEAM = "platform";

    private final Transactions transactions;
    private final Publication publication;

    @Inject
    GrantLedger(Transactions transactions, Publication publication) {
        this.transactions = transactions;
        this.publication = publication;
    }

    /// Keeps what a person granted; tasks that waited for it are told.
    void made(Grant grant) {
        transactions.run(transaction -> {
            GrantAsks.hold(transaction, grant.person(), grant.connector());
            GrantTable.keep(transaction, grant);
            audit(transaction, "connection.made", grant, null);
            GrantAsks.tell(transaction, publication, grant.person(), grant.connector());
            return grant;
        });
        publication.hint();
    }

    /// Removes what a person takes back.
    Optional<Grant> revoked(String person, String connector) {
        return removed(transaction -> GrantTable.remove(transaction, person, connector), "connection.revoked", null);
    }

    /// Removes what holds no more, unless it was refreshed or connected again meanwhile.
    ///
    /// @return whether it was there
    boolean ended(Grant grant, String reason) {
        return removed(transaction -> GrantTable.end(transaction, grant), "connection.ended", reason)
                .isPresent();
    }

    /// The same in a transaction that does more.
    void ended(Connection transaction, Grant grant, String reason) throws SQLException {
        if (GrantTable.end(transaction, grant).isPresent()) {
            audit(transaction, "connection.ended", grant, reason);
        }
    }

    /// Tells the tasks that wait for a connector that nobody connects any more.
    void nobodyConnects(Connection transaction, String connector, String reason) throws SQLException {
        GrantAsks.withdraw(transaction, publication, connector, reason);
    }

    private Optional<Grant> removed(
            Transactions.Work<Optional<Grant>> removal, String action, @Nullable String reason) {
        Optional<Grant> removed = transactions.run(transaction -> {
            Optional<Grant> found = removal.in(transaction);
            if (found.isPresent()) {
                audit(transaction, action, found.get(), reason);
            }
            return found;
        });
        publication.hint();
        return removed;
    }

    /// What is told of a grant.
    private record Told(String issuer, String client, List<String> scopes) {}

    private void audit(Connection transaction, String action, Grant grant, @Nullable String reason)
            throws SQLException {
        publication.audit(
                transaction,
                new AuditEvent(
                        AuditEvent.SCHEMA,
                        action,
                        grant.person(),
                        TEAM,
                        grant.connector(),
                        "allowed",
                        reason,
                        EventJson.toTree(new Told(grant.issuer(), grant.client(), grant.scopes())),
                        Instant.now()));
    }
}
