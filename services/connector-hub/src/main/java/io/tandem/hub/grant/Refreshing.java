package io.tandem.hub.grant;

import io.tandem.hub.oauth.AuthorizationServers;
import io.tandem.hub.oauth.IssuedTokens;
import io.tandem.hub.oauth.OAuthClient;
import io.tandem.hub.oauth.OAuthFault;
import io.tandem.hub.publish.Transactions;
import io.tandem.hub.realm.NotDelegated;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Refreshes grants, each by one call at a time on all nodes, since a refresh token that is used twice may end them
/// all. Whose turn it is stands in the grant's row for a while: no connection to the database is held while the
/// authorization server is asked.
@Singleton
final class Refreshing {
    /// Longer than an authorization server may take: three documents and the form, ten seconds each.
    private static final Duration TURN = Duration.ofSeconds(50);

    /// How long others wait for whose turn it is; the runtime waits ten seconds for a decision.
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Transactions transactions;
    private final AuthorizationServers servers;
    private final GrantSeals seals;
    private final GrantLedger ledger;
    private final Revocation revocation;

    @Inject
    Refreshing(
            Transactions transactions,
            AuthorizationServers servers,
            GrantSeals seals,
            GrantLedger ledger,
            Revocation revocation) {
        this.transactions = transactions;
        this.servers = servers;
        this.seals = seals;
        this.ledger = ledger;
        this.revocation = revocation;
    }

    /// The access token that comes after the one that was seen.
    ///
    /// @throws NotConnected if there is none any more
    /// @throws NotDelegated if the authorization server does not give one now
    String after(Grant seen, OAuthClient client) throws NotDelegated {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            switch (transactions.run(transaction -> turn(transaction, seen))) {
                case Turn.Mine mine -> {
                    return refreshed(seen, client);
                }
                case Turn.Over(Grant fresh) -> {
                    return seals.open(fresh, fresh.access());
                }
                case Turn.Gone gone -> throw new NotConnected(seen.person(), seen.connector());
                case Turn.Anothers anothers -> await(seen, end);
            }
        }
    }

    /// Whose turn it is to refresh.
    private sealed interface Turn {
        record Mine() implements Turn {}

        record Anothers() implements Turn {}

        /// Somebody was first.
        record Over(Grant fresh) implements Turn {}

        record Gone() implements Turn {}
    }

    private static Turn turn(Connection transaction, Grant seen) throws SQLException {
        if (GrantTable.takeTurn(transaction, seen, TURN)) {
            return new Turn.Mine();
        }
        Optional<Grant> now = GrantTable.find(transaction, seen.person(), seen.connector());
        return now.isEmpty()
                ? new Turn.Gone()
                : now.get().access().equals(seen.access()) ? new Turn.Anothers() : new Turn.Over(now.get());
    }

    private static void await(Grant seen, Instant end) throws NotDelegated {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(seen, e);
        }
        if (Instant.now().isAfter(end)) {
            throw away(seen, null);
        }
    }

    private static NotDelegated away(Grant seen, @Nullable Throwable cause) {
        return new NotDelegated(
                "What " + seen.connector() + " is called with is being refreshed; try again shortly.", cause, true);
    }

    private String refreshed(Grant grant, OAuthClient client) throws NotDelegated {
        String token = grant.refresh();
        if (token == null) {
            throw ended(grant, "it ended, and the server gave nothing to refresh it with");
        }
        try {
            IssuedTokens tokens = servers.refresh(client, grant.resource(), seals.open(grant, token));
            return kept(grant, client, tokens);
        } catch (OAuthFault fault) {
            if (fault.kind() == OAuthFault.Kind.ENDED) {
                throw ended(grant, "the authorization server does not refresh it any more");
            }
            transactions.run(transaction -> GrantTable.leaveTurn(transaction, grant));
            throw new NotDelegated(fault.reason(), fault, fault.kind() == OAuthFault.Kind.AWAY);
        }
    }

    /// What was revoked while its server was asked gives no call a token.
    private String kept(Grant grant, OAuthClient client, IssuedTokens tokens) throws NotDelegated {
        Grant fresh = seals.sealed(grant, tokens);
        if (!transactions.run(transaction -> GrantTable.refresh(transaction, fresh, grant))) {
            revocation.tellLater(List.of(fresh), client);
            throw new NotConnected(grant.person(), grant.connector());
        }
        return tokens.access();
    }

    private NotConnected ended(Grant grant, String reason) {
        ledger.ended(grant, reason);
        return new NotConnected(grant.person(), grant.connector());
    }
}
