package io.tandem.hub.connection;

import io.tandem.hub.oauth.Pkce;
import io.tandem.hub.publish.Transactions;
import io.tandem.hub.seal.Sealing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/// People who are on their way to an authorization server. Only the person comes back who went, in the same session,
/// once, in time.
@Singleton
final class GrantRequests {
    private static final String BEGIN = """
            insert into grant_request(state_hash, person, session, connector, issuer, resource, verifier, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String TAKE = """
            delete from grant_request
            where state_hash = ? and person = ? and session = ? and connector = ? and expires_at > ?
            returning issuer, resource, verifier
            """;
    private static final String FORGET = "delete from grant_request where expires_at <= ?";

    private final Transactions transactions;
    private final Sealing sealing;

    @Inject
    GrantRequests(Transactions transactions, Sealing sealing) {
        this.transactions = transactions;
        this.sealing = sealing;
    }

    /// Who goes where.
    ///
    /// @param session the sign-in's, claim `sid`; empty where the token has none
    record Traveller(String person, String session, String connector) {}

    /// What was asked for, to compare with what comes back.
    ///
    /// @param verifier PKCE's
    record Begun(String issuer, String resource, String verifier) {}

    void begin(Traveller who, String state, Begun begun, Instant expires) {
        transactions.run(transaction -> {
            try (PreparedStatement forget = transaction.prepareStatement(FORGET);
                    PreparedStatement insert = transaction.prepareStatement(BEGIN)) {
                forget.setTimestamp(1, Timestamp.from(Instant.now()));
                forget.executeUpdate();
                String hash = Pkce.s256(state);
                insert.setString(1, hash);
                insert.setString(2, who.person());
                insert.setString(3, who.session());
                insert.setString(4, who.connector());
                insert.setString(5, begun.issuer());
                insert.setString(6, begun.resource());
                insert.setString(7, sealing.seal(about(hash), begun.verifier()));
                insert.setTimestamp(8, Timestamp.from(expires));
                return insert.executeUpdate();
            }
        });
    }

    /// Empty for anybody else's, or one that is over.
    Optional<Begun> take(Traveller who, String state) {
        String hash = Pkce.s256(state);
        return transactions.run(transaction -> {
            try (PreparedStatement delete = transaction.prepareStatement(TAKE)) {
                delete.setString(1, hash);
                delete.setString(2, who.person());
                delete.setString(3, who.session());
                delete.setString(4, who.connector());
                delete.setTimestamp(5, Timestamp.from(Instant.now()));
                try (ResultSet row = delete.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Begun(
                                    row.getString("issuer"),
                                    row.getString("resource"),
                                    sealing.open(about(hash), row.getString("verifier"))))
                            : Optional.empty();
                }
            }
        });
    }

    private static String about(String hash) {
        return "grant request:" + hash;
    }
}
