package io.tandem.hub.grant;

import io.tandem.hub.mcp.ToolAnswer;
import io.tandem.hub.mcp.Way;
import io.tandem.hub.oauth.IssuedTokens;
import io.tandem.hub.oauth.OAuthClient;
import io.tandem.hub.publish.Transactions;
import io.tandem.hub.realm.NotDelegated;
import io.tandem.hub.seal.CannotOpen;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Grants of people, and the token of one call. A grant that holds no more is removed, so that what is there can be
/// used; its person is asked to connect again.
@Singleton
public class Grants {
    private static final Logger LOG = Logger.getLogger(Grants.class);
    private static final String PERSON = "person:";

    private final Transactions transactions;
    private final GrantLedger ledger;
    private final GrantSeals seals;
    private final Refreshing refreshing;
    private final Revocation revocation;
    private final Duration margin;

    @Inject
    Grants(
            Transactions transactions,
            GrantLedger ledger,
            GrantSeals seals,
            Refreshing refreshing,
            Revocation revocation,
            GrantSettings settings) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.seals = seals;
        this.refreshing = refreshing;
        this.revocation = revocation;
        this.margin = settings.margin();
    }

    /// A token with which a server is called for a person; refreshed if it would end soon.
    ///
    /// @param person who the work is for
    /// @throws NotConnected if they have to connect the server first
    /// @throws NotDelegated if there is no person, or the authorization server does not give one now
    public String token(String person, Way.ByGrant way) throws NotDelegated {
        if (!person.startsWith(PERSON)) {
            throw new NotDelegated(
                    "The tool is called with what a person granted at " + way.connector() + ", and no person asked.");
        }
        Grant grant = find(person, way).orElseThrow(() -> new NotConnected(person, way.connector()));
        if (!grant.fits(way)) {
            ledger.ended(grant, "the connector was changed");
            throw new NotConnected(person, way.connector());
        }
        try {
            return grant.holds(Instant.now().plus(margin))
                    ? seals.open(grant, grant.access())
                    : refreshing.after(grant, way.client());
        } catch (CannotOpen e) {
            LOG.info(e.getMessage());
            ledger.ended(grant, "it was sealed with another secret");
            throw new NotConnected(person, way.connector());
        }
    }

    /// Takes note that a call is made with it.
    public void used(String person, String connector) {
        transactions.run(transaction -> {
            GrantTable.used(transaction, person, connector);
            return connector;
        });
    }

    /// What it means that a server refused a person's token. One that it does not take, though it should hold, was
    /// revoked there: the grant is over. Where nobody told when it ends, it may
    /// have ended: it is refreshed once.
    ///
    /// @param token that it was shown
    /// @return NotConnected if the person has to connect again, Renewed if the call can be made with another token,
    /// MissingScope if the token lacks scopes
    public NotDelegated refused(String person, Way.ByGrant way, String token, ToolAnswer.Refused refused) {
        return switch (refused.why()) {
            case NOT_TAKEN -> {
                Optional<Grant> shown = find(person, way)
                        .filter(grant -> seals.open(grant, grant.access()).equals(token));
                if (shown.isPresent() && doubted(shown.get())) {
                    yield new Renewed(way.connector());
                }
                shown.filter(grant -> ledger.ended(grant, "its server does not take the token any more"))
                        .ifPresent(grant -> revocation.tellLater(List.of(grant), way.client()));
                yield new NotConnected(person, way.connector());
            }
            case INSUFFICIENT_SCOPE ->
                new MissingScope(way.connector(), refused.scopes(), way.client().scopes());
            case FORBIDDEN -> new NotDelegated(refused.reason());
        };
    }

    /// Keeps what a person granted, by the tokens that their yes gave; tasks that waited for it go on.
    ///
    /// @param resource the server that it is for
    public Grant keep(String person, Way.ByGrant way, String resource, IssuedTokens tokens) {
        OAuthClient client = way.client();
        Grant bare = new Grant(
                person,
                way.connector(),
                client.issuer(),
                client.id(),
                resource,
                tokens.scopes(),
                "",
                null,
                null,
                Instant.now(),
                null);
        Grant grant = seals.sealed(bare, tokens);
        ledger.made(grant);
        return grant;
    }

    public List<Grant> of(String person) {
        return transactions.run(transaction -> GrantTable.of(transaction, person));
    }

    /// Removes a grant here at once, then at its server.
    ///
    /// @return what the server said; empty if there is no such grant
    public Optional<Revocation.Told> revoke(String person, Way.ByGrant way) {
        return ledger.revoked(person, way.connector())
                .map(grant -> grant.fits(way)
                        ? revocation.tell(grant, way.client())
                        : new Revocation.Told(
                                false, "The connector was changed since; revoke it in your account at the server."));
    }

    /// What is left to do at a connector's authorization server once the connector is changed or removed: grants that
    /// were there before and are not any more are revoked, by the client of before.
    public Runnable farewell(Way.ByGrant before) {
        List<Grant> grants = at(before.connector()).stream()
                .filter(grant -> grant.fits(before))
                .toList();
        return () -> {
            Set<String> left =
                    at(before.connector()).stream().map(Grant::access).collect(Collectors.toSet());
            List<Grant> gone = grants.stream()
                    .filter(grant -> !left.contains(grant.access()))
                    .toList();
            revocation.tellLater(gone, before.client());
        };
    }

    /// Ends what people granted at a connector and does not fit it any more. Tasks that wait for it are told if nobody
    /// connects it from now on.
    ///
    /// @param transaction that changes or removes the connector
    /// @param now how people grant it; null if they do not
    public void leave(Connection transaction, String connector, Way.@Nullable ByGrant now, String reason)
            throws SQLException {
        GrantTable.holdConnector(transaction, connector);
        for (Grant grant : GrantTable.at(transaction, connector)) {
            if (now == null || !grant.fits(now)) {
                ledger.ended(transaction, grant, reason);
            }
        }
        if (now == null) {
            ledger.nobodyConnects(transaction, connector, reason);
        }
    }

    private List<Grant> at(String connector) {
        return transactions.run(transaction -> GrantTable.at(transaction, connector));
    }

    private boolean doubted(Grant grant) {
        return transactions.run(transaction -> GrantTable.doubt(transaction, grant));
    }

    private Optional<Grant> find(String person, Way.ByGrant way) {
        return transactions.run(transaction -> GrantTable.find(transaction, person, way.connector()));
    }
}
