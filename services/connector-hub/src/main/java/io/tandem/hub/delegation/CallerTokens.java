package io.tandem.hub.delegation;

import io.tandem.hub.publish.Transactions;
import io.tandem.hub.realm.TokenExchange;
import io.tandem.hub.seal.CannotOpen;
import io.tandem.hub.seal.Sealing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The newest access token of each person who asked an agent that acts for its callers, sealed, until it ends.
@Singleton
public class CallerTokens {
    private static final String KEEP = """
            insert into caller_token(person, sealed, expires_at) values (?, ?, ?)
            on conflict (person) do update set sealed = excluded.sealed, expires_at = excluded.expires_at
            where caller_token.expires_at < excluded.expires_at
            """;
    private static final String FIND = "select sealed from caller_token where person = ? and expires_at > ?";
    private static final String FORGET = "delete from caller_token where expires_at <= ?";

    private static final Logger LOG = Logger.getLogger(CallerTokens.class);

    private final Transactions transactions;
    private final Sealing sealing;

    @Inject
    CallerTokens(Transactions transactions, Sealing sealing) {
        this.transactions = transactions;
        this.sealing = sealing;
    }

    /// Keeps a token, unless there is one that holds longer.
    ///
    /// @param person whose it is, as the token itself says
    void keep(TokenExchange.SignedIn person, String token) {
        String id = "person:" + person.name();
        transactions.run(transaction -> {
            try (PreparedStatement insert = transaction.prepareStatement(KEEP)) {
                insert.setString(1, id);
                insert.setString(2, sealing.seal(about(id), token));
                insert.setTimestamp(3, Timestamp.from(person.expires()));
                return insert.executeUpdate();
            }
        });
    }

    /// @param person as `person:NAME`
    /// @param until when it must still hold
    Optional<String> of(String person, Instant until) {
        return transactions.run(transaction -> {
            try (PreparedStatement select = transaction.prepareStatement(FIND)) {
                select.setString(1, person);
                select.setTimestamp(2, Timestamp.from(until));
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? opened(person, row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /// With another secret than before nobody is signed in; they sign in again.
    private Optional<String> opened(String person, String sealed) {
        try {
            return Optional.of(sealing.open(about(person), sealed));
        } catch (CannotOpen e) {
            LOG.info(e.getMessage());
            return Optional.empty();
        }
    }

    /// Removes what has ended.
    void forget() {
        transactions.run(transaction -> {
            try (PreparedStatement delete = transaction.prepareStatement(FORGET)) {
                delete.setTimestamp(1, Timestamp.from(Instant.now()));
                return delete.executeUpdate();
            }
        });
    }

    private static String about(String person) {
        return "caller:" + person;
    }
}
