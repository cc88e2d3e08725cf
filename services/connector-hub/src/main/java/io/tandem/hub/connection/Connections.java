package io.tandem.hub.connection;

import io.tandem.hub.connection.GrantRequests.Begun;
import io.tandem.hub.connection.GrantRequests.Traveller;
import io.tandem.hub.connector.Connectors;
import io.tandem.hub.connector.HubProblem;
import io.tandem.hub.connector.Listing;
import io.tandem.hub.grant.Grant;
import io.tandem.hub.grant.GrantAsks;
import io.tandem.hub.grant.Grants;
import io.tandem.hub.grant.Revocation;
import io.tandem.hub.mcp.Way;
import io.tandem.hub.oauth.OAuthFault;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What people connect, and how: they are sent to the server's authorization server with a state that only their own
/// session can come back with, and the code that they bring is redeemed.
@Singleton
public class Connections {
    private final Connectors connectors;
    private final Listing listing;
    private final Grants grants;
    private final GrantAsks asks;
    private final GrantRequests requests;
    private final Journeys journeys;

    @Inject
    Connections(
            Connectors connectors,
            Listing listing,
            Grants grants,
            GrantAsks asks,
            GrantRequests requests,
            Journeys journeys) {
        this.connectors = connectors;
        this.listing = listing;
        this.grants = grants;
        this.asks = asks;
        this.requests = requests;
        this.journeys = journeys;
    }

    /// Who asks, in which sign-in.
    ///
    /// @param person as `person:NAME`
    /// @param session empty where the token names none
    public record SignedIn(String person, String session) {}

    /// Where a person says yes.
    ///
    /// @param expiresAt until when they can come back
    @Schema(name = "ConnectionAuthorization")
    public record Authorization(URI url, Instant expiresAt) {}

    /// What a person comes back with.
    ///
    /// @param iss who answered (RFC 9207); null if nobody said
    public record Answer(
            String state, String code, @Nullable String iss) {}

    /// All servers that people connect, by name.
    public List<Connection> of(String person) {
        Map<String, Grant> held =
                grants.of(person).stream().collect(Collectors.toMap(Grant::connector, Function.identity()));
        Map<String, Integer> waiting = asks.waiting(person);
        return connectors.all().stream()
                .filter(connector -> connector.identity() == Connectors.Identity.grant)
                .map(connector -> shown(connector, fitting(connector, held.get(connector.name())), waiting))
                .toList();
    }

    /// Sends a person to say yes. What they granted before is revoked.
    ///
    /// @throws ProblemException NOT_FOUND if there is no such connector, AUTHORIZATION_UNFIT or UNAVAILABLE if its
    /// authorization server cannot be used
    public Authorization begin(SignedIn who, String connector) {
        Way.ByGrant way = way(connector);
        try {
            Journeys.Journey journey = journeys.to(way);
            grants.revoke(who.person(), way); // afterwards a server may end the new one with it
            requests.begin(
                    new Traveller(who.person(), who.session(), connector),
                    journey.state(),
                    journey.begun(),
                    journey.expires());
            return new Authorization(journey.url(), journey.expires());
        } catch (OAuthFault e) {
            throw problem(e);
        }
    }

    /// Takes what they come back with; tasks that waited go on.
    ///
    /// @throws ProblemException INVALID_REQUEST for a state that is not this session's or is over,
    /// AUTHORIZATION_UNFIT or UNAVAILABLE if the authorization server gives nothing for it
    public Connection complete(SignedIn who, String connector, Answer answer) {
        Way.ByGrant way = way(connector);
        Begun begun = requests.take(new Traveller(who.person(), who.session(), connector), answer.state())
                .filter(request -> request.issuer().equals(way.client().issuer()))
                .orElseThrow(() -> ProblemException.invalid(
                        "state", "Nobody in this session began to connect with it, or it is over: connect again."));
        Connectors.Shown shown = connectors.get(connector);
        Grant kept;
        try {
            kept = grants.keep(who.person(), way, begun.resource(), journeys.back(way, begun, answer));
        } catch (OAuthFault e) {
            throw problem(e);
        }
        if (shown.registeredBy().equals(who.person())) {
            listing.refresh(connector); // it is asked for its tools with their grant
        }
        return shown(shown, kept, Map.of());
    }

    /// Ends it here, and at its server if that takes note.
    ///
    /// @throws ProblemException NOT_CONNECTED if there is nothing to revoke
    public Revocation.Told revoke(String person, String connector) {
        return grants.revoke(person, way(connector))
                .orElseThrow(() -> new ProblemException(
                        HubProblem.NOT_CONNECTED, "There is nothing to revoke at " + connector + "."));
    }

    private Way.ByGrant way(String connector) {
        @Nullable Way way = connectors.way(connector).orElse(null);
        return switch (way) {
            case Way.ByGrant granted -> granted;
            case Way.Closed(String reason) -> throw new ProblemException(HubProblem.AUTHORIZATION_UNFIT, reason);
            case null, default ->
                throw new ProblemException(
                        CommonProblem.NOT_FOUND, "There is no connector of this name that people connect.");
        };
    }

    private static ProblemException problem(OAuthFault fault) {
        return switch (fault.kind()) {
            case AWAY -> new ProblemException(CommonProblem.UNAVAILABLE, fault.reason());
            case ENDED, UNFIT -> new ProblemException(HubProblem.AUTHORIZATION_UNFIT, fault.reason());
        };
    }

    /// One that does not fit any more is none: whoever sees it can connect again.
    static @Nullable Grant fitting(Connectors.Shown connector, @Nullable Grant grant) {
        Connectors.ShownClient client = Objects.requireNonNull(connector.client());
        URI server = URI.create(Objects.requireNonNull(connector.url()));
        return grant != null && grant.fits(client.issuer(), client.clientId(), server) ? grant : null;
    }

    private static Connection shown(Connectors.Shown connector, @Nullable Grant grant, Map<String, Integer> waiting) {
        Connectors.ShownClient client = Objects.requireNonNull(connector.client());
        return new Connection(
                connector.name(),
                connector.description(),
                Objects.requireNonNull(connector.url()),
                client.issuer(),
                grant != null,
                grant == null ? client.scopes() : grant.scopes(),
                grant == null ? null : grant.connected(),
                grant == null ? null : grant.used(),
                waiting.getOrDefault(connector.name(), 0));
    }
}
