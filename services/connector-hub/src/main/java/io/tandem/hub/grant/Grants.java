package io.tandem.hub.grant;

import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.hub.mcp.Way;
import io.tandem.hub.oauth.AuthorizationServers;
import io.tandem.hub.oauth.IssuedTokens;
import io.tandem.hub.oauth.OAuthClient;
import io.tandem.hub.oauth.OAuthFault;
import io.tandem.hub.oauth.ProtectedResource;
import io.tandem.hub.publish.Publication;
import io.tandem.hub.publish.Transactions;
import io.tandem.hub.realm.NotDelegated;
import io.tandem.hub.seal.CannotOpen;
import io.tandem.hub.seal.Sealing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Grants of people, and the token of one call. A grant that holds no more is removed, so that what is there can be
/// used; its person is asked to connect again.
@Singleton
public class Grants {
    private static final Logger LOG = Logger.getLogger(Grants.class);
    private static final String PERSON = "person:";

    /// Connectors belong to no one team.
    private static final String TEAM = "platform";

    /// A refresh holds its row, and so a connection of the database, while it asks outside: never all of them.
    private static final int REFRESHES = 3;

    private final Transactions transactions;
    private final Publication publication;
    private final AuthorizationServers servers;
    private final Sealing sealing;
    private final Duration margin;
    private final Semaphore refreshes = new Semaphore(REFRESHES);

    @Inject
    Grants(
            Transactions transactions,
            Publication publication,
            AuthorizationServers servers,
            Sealing sealing,
            GrantSettings settings) {
        this.transactions = transactions;
        this.publication = publication;
        this.servers = servers;
        this.sealing = sealing;
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
        Grant grant = transactions
                .run(transaction -> GrantTable.find(transaction, person, way.connector()))
                .orElseThrow(() -> new NotConnected(person, way.connector()));
        if (!fits(grant, way)) {
            end(grant, "the connector was changed");
            throw new NotConnected(person, way.connector());
        }
        try {
            return grant.holds(Instant.now().plus(margin))
                    ? sealing.open(about(grant), grant.access())
                    : refreshed(grant, way.client());
        } catch (CannotOpen e) {
            LOG.info(e.getMessage());
            end(grant, "it was sealed with another secret");
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

    /// What a person granted, by the tokens that their yes gave; tasks that waited for it go on.
    ///
    /// @param resource the server that it is for
    public Grant keep(String person, Way.ByGrant way, String resource, IssuedTokens tokens) {
        OAuthClient client = way.client();
        Grant grant = sealed(
                new Grant(
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
                        null),
                tokens);
        transactions.run(transaction -> {
            GrantAsks.hold(transaction, person, way.connector());
            GrantTable.keep(transaction, grant);
            audit(transaction, "connection.made", grant, null);
            GrantAsks.tell(transaction, publication, person, way.connector());
            return grant;
        });
        publication.hint();
        return grant;
    }

    public List<Grant> of(String person) {
        return transactions.run(transaction -> GrantTable.of(transaction, person));
    }

    /// Removes a grant here at once, then at its server.
    ///
    /// @return what the server said; empty if there is no such grant
    public Optional<Revoked> revoke(String person, Way.ByGrant way) {
        Optional<Grant> removed = removed(person, way.connector(), "connection.revoked", null);
        return removed.map(grant -> atServer(grant, way));
    }

    /// @param atServer whether the authorization server took note
    /// @param reason why it did not, with what to do; null if it did
    @Schema(name = "RevokedConnection")
    public record Revoked(boolean atServer, @Nullable String reason) {}

    private Revoked atServer(Grant grant, Way.ByGrant way) {
        if (!fits(grant, way)) {
            return new Revoked(false, "The connector was changed since; revoke it in your account at the server.");
        }
        try {
            String token = grant.refresh() == null ? grant.access() : grant.refresh();
            boolean noted = servers.revoke(way.client(), sealing.open(about(grant), token));
            return noted
                    ? new Revoked(true, null)
                    : new Revoked(false, "The server has no place to revoke; revoke it in your account there.");
        } catch (OAuthFault | CannotOpen e) {
            LOG.infof("a grant is revoked here only: %s", e.getMessage());
            return new Revoked(false, "The server did not take note; revoke it in your account there.");
        }
    }

    /// A grant is for one server, by one client: an administrator who changes these changes what people said yes to.
    private static boolean fits(Grant grant, Way.ByGrant way) {
        return grant.issuer().equals(way.client().issuer())
                && grant.client().equals(way.client().id())
                && ProtectedResource.covers(grant.resource(), way.url());
    }

    private String refreshed(Grant seen, OAuthClient client) throws NotDelegated {
        refreshes.acquireUninterruptibly();
        try {
            Refresh refresh = transactions.run(transaction -> refresh(transaction, seen, client));
            return switch (refresh) {
                case Refresh.Done(String access) -> access;
                case Refresh.Ended ended -> {
                    publication.hint();
                    throw new NotConnected(seen.person(), seen.connector());
                }
                case Refresh.Failed(OAuthFault fault) ->
                    throw new NotDelegated(fault.reason(), fault, fault.kind() == OAuthFault.Kind.AWAY);
            };
        } finally {
            refreshes.release();
        }
    }

    private sealed interface Refresh {
        record Done(String access) implements Refresh {}

        record Ended() implements Refresh {}

        record Failed(OAuthFault fault) implements Refresh {}
    }

    /// Another node, or another call, may have been first.
    private Refresh refresh(Connection transaction, Grant seen, OAuthClient client) throws SQLException {
        Grant grant =
                GrantTable.locked(transaction, seen.person(), seen.connector()).orElse(null);
        if (grant == null) {
            return new Refresh.Ended();
        }
        if (grant.holds(Instant.now().plus(margin))) {
            return new Refresh.Done(sealing.open(about(grant), grant.access()));
        }
        if (grant.refresh() == null) {
            return ended(transaction, grant, "it ended, and the server gave nothing to refresh it with");
        }
        try {
            IssuedTokens tokens =
                    servers.refresh(client, grant.resource(), sealing.open(about(grant), grant.refresh()));
            GrantTable.keep(transaction, sealed(grant, tokens));
            return new Refresh.Done(tokens.access());
        } catch (OAuthFault fault) {
            return fault.kind() == OAuthFault.Kind.ENDED
                    ? ended(transaction, grant, "the authorization server does not refresh it any more")
                    : new Refresh.Failed(fault);
        }
    }

    private Refresh ended(Connection transaction, Grant grant, String reason) throws SQLException {
        GrantTable.remove(transaction, grant.person(), grant.connector());
        audit(transaction, "connection.ended", grant, reason);
        return new Refresh.Ended();
    }

    private void end(Grant grant, String reason) {
        removed(grant.person(), grant.connector(), "connection.ended", reason);
    }

    private Optional<Grant> removed(String person, String connector, String action, @Nullable String reason) {
        Optional<Grant> removed = transactions.run(transaction -> {
            Optional<Grant> found = GrantTable.remove(transaction, person, connector);
            if (found.isPresent()) {
                audit(transaction, action, found.get(), reason);
            }
            return found;
        });
        publication.hint();
        return removed;
    }

    private Grant sealed(Grant grant, IssuedTokens tokens) {
        String refresh = tokens.refresh();
        return new Grant(
                grant.person(),
                grant.connector(),
                grant.issuer(),
                grant.client(),
                grant.resource(),
                tokens.scopes(),
                sealing.seal(about(grant), tokens.access()),
                tokens.expires(),
                refresh == null ? null : sealing.seal(about(grant), refresh),
                grant.connected(),
                grant.used());
    }

    /// What the ledger is told.
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

    private static String about(Grant grant) {
        return "grant:" + grant.person() + " at " + grant.connector();
    }
}
