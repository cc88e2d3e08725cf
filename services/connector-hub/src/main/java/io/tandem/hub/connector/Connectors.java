package io.tandem.hub.connector;

import io.tandem.hub.mcp.Endpoint;
import io.tandem.hub.mcp.ListedTool;
import io.tandem.hub.mcp.Way;
import io.tandem.hub.oauth.OAuthClient;
import io.tandem.hub.sandbox.Program;
import io.tandem.hub.seal.CannotOpen;
import io.tandem.hub.seal.Sealing;
import io.tandem.kit.identity.ServiceToken;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Registered connectors. What a connector lists goes to [PinnedTools].
@ApplicationScoped
public class Connectors {
    private static final Logger LOG = Logger.getLogger(Connectors.class);

    private final PinnedTools tools;
    private final HubRecords records;
    private final ServiceToken token;
    private final Sealing sealing;

    @Inject
    Connectors(PinnedTools tools, HubRecords records, ServiceToken token, Sealing sealing) {
        this.tools = tools;
        this.records = records;
        this.token = token;
        this.sealing = sealing;
    }

    /// Connectors were registered, changed or removed.
    public record Changed() {}

    /// As whom a connector is called.
    @Schema(name = "ConnectorIdentity")
    public enum Identity {
        /// As one account, by a credential that all calls share or by none.
        shared,
        /// As whoever the call is for, by a token that names them and the agent.
        caller,
        /// With what whoever the call is for granted at the server's own authorization server.
        grant
    }

    /// Where a connector is.
    public sealed interface Place {
        record Address(URI url) implements Place {}

        record Runs(Program program) implements Place {}
    }

    /// A secret that is sent with each request, or put into a program's environment, and never shown again.
    ///
    /// @param header or the variable
    public record Credential(String header, String value) {
        @Override
        public String toString() {
            return header + ": (secret)";
        }
    }

    /// What an administrator registers.
    ///
    /// @param audience of a connector that is shown its caller, else null
    /// @param client of a connector that people grant, else null
    public record Registration(
            String name,
            Place place,
            String description,
            @Nullable Credential credential,
            @Nullable String audience,
            @Nullable OAuthClient client) {
        /// A connector that is called as one account.
        Registration(String name, Place place, String description) {
            this(name, place, description, null, null, null);
        }

        Registration with(OAuthClient settled) {
            return new Registration(name, place, description, credential, audience, settled);
        }

        Identity identity() {
            return audience != null ? Identity.caller : client != null ? Identity.grant : Identity.shared;
        }
    }

    /// Our client at an authorization server, as it is shown; without its secret.
    @Schema(name = "ConnectorClient")
    public record ShownClient(String issuer, String clientId, boolean hasSecret, List<String> scopes) {}

    /// A connector as it is shown; without its credential.
    @Schema(name = "Connector")
    public record Shown(
            String name,
            String description,
            @Nullable String url,
            @Nullable Program program,
            boolean builtIn,
            Identity identity,
            @Nullable String audience,
            @Nullable ShownClient client,
            boolean hasCredential,
            String state,
            @Nullable String problem,
            int tools,
            int quarantined,
            @Nullable Instant listedAt,
            String registeredBy,
            Instant registeredAt) {
        /// As everybody may see it.
        Shown withoutAddress() {
            return new Shown(
                    name,
                    description,
                    null,
                    null,
                    builtIn,
                    identity,
                    null,
                    null,
                    hasCredential,
                    state,
                    problem,
                    tools,
                    quarantined,
                    listedAt,
                    registeredBy,
                    registeredAt);
        }
    }

    @Transactional
    public List<Shown> all() {
        return ConnectorRow.everyOne().stream().map(this::shown).toList();
    }

    @Transactional
    public Shown get(String name) {
        return shown(required(name));
    }

    /// @throws ProblemException CONFLICT if the name is taken
    @Transactional
    public void register(Registration registration, boolean builtIn, String by) {
        if (ConnectorRow.byName(registration.name()) != null) {
            throw new ProblemException(CommonProblem.CONFLICT, "A connector of this name is registered.");
        }
        ConnectorRow row = new ConnectorRow();
        row.name = registration.name();
        row.builtIn = builtIn;
        row.registeredBy = by;
        row.registeredAt = Instant.now();
        fill(row, registration);
        row.persist();
        records.audit("connector.registered", by, row.name, null, new Told(row, builtIn));
    }

    /// A missing credential leaves the one that is there.
    @Transactional
    public void change(Registration registration, String by) {
        ConnectorRow row = required(registration.name());
        refuseBuiltIn(row);
        boolean moved = !row.place().equals(registration.place());
        if (moved
                && registration.identity() == Identity.shared
                && registration.credential() == null
                && row.credential != null) {
            throw ProblemException.invalid(
                    "credential", "A new address or program needs its credential to be given again.");
        }
        fill(row, registration);
        records.leave(row.name, way(row) instanceof Way.ByGrant granted ? granted : null, "the connector was changed");
        tools.publish(row.name);
        records.audit("connector.changed", by, row.name, null, new Told(row, false));
    }

    /// A built-in connector is where this process is, which may be another port than last time.
    @Transactional
    void moved(Registration registration) {
        ConnectorRow row = required(registration.name());
        if (row.builtIn) {
            row.place(registration.place());
        }
    }

    @Transactional
    public void remove(String name, String by) {
        ConnectorRow row = required(name);
        refuseBuiltIn(row);
        tools.ofConnector(name)
                .forEach(tool -> records.removed(name, tool.tool().tool()));
        records.leave(name, null, "the connector was removed");
        row.delete();
        records.audit("connector.removed", by, name, null, null);
    }

    /// How to come to it, if it is registered.
    @Transactional
    public Optional<Way> way(String name) {
        return Optional.ofNullable(ConnectorRow.byName(name)).map(this::way);
    }

    /// What tokens are made out to, of each connector that is shown its caller.
    @Transactional
    public Map<String, String> audiences() {
        return ConnectorRow.everyOne().stream()
                .filter(row -> row.audience != null)
                .collect(Collectors.toMap(row -> row.name, row -> Objects.requireNonNull(row.audience)));
    }

    /// Seals what builds before sealing stored.
    @Transactional
    void sealStored() {
        for (ConnectorRow row : ConnectorRow.everyOne()) {
            if (row.credential != null && !Sealing.isSealed(row.credential)) {
                row.credential = sealing.seal(about(row), row.credential);
            }
        }
    }

    /// Takes note of a listing.
    @Transactional
    void listed(String name, List<ListedTool> listing, Map<String, PinnedTools.Approval> preset) {
        ConnectorRow row = ConnectorRow.locked(name);
        if (row != null) {
            row.listedAt = Instant.now();
            row.problem = null;
            tools.pin(name, listing, preset);
        }
    }

    /// Takes note that it could not be asked.
    @Transactional
    void unreachable(String name, String problem) {
        ConnectorRow row = ConnectorRow.locked(name);
        if (row != null) {
            row.problem = problem;
        }
    }

    private Way way(ConnectorRow row) {
        try {
            String issuer = row.issuer;
            return issuer != null
                    ? new Way.ByGrant(row.name, URI.create(Objects.requireNonNull(row.url)), client(row, issuer))
                    : way(row, row.credential == null ? "" : sealing.open(about(row), row.credential));
        } catch (CannotOpen e) {
            LOG.warn(e.getMessage());
            return new Way.Closed("Its credential was sealed with another secret: an administrator gives it again.");
        }
    }

    private OAuthClient client(ConnectorRow row, String issuer) {
        String secret = row.clientSecret == null ? null : sealing.open(aboutClient(row), row.clientSecret);
        return new OAuthClient(
                issuer, Objects.requireNonNull(row.clientId), secret, List.of(Objects.requireNonNull(row.scopes)));
    }

    private Way way(ConnectorRow row, String value) {
        return switch (row.place()) {
            case Place.Address address when row.audience != null -> new Way.AsCaller(address.url(), row.audience);
            case Place.Address address
            when row.builtIn -> new Way.Shared(Endpoint.Http.bearer(address.url(), () -> token.of("hub"), true));
            case Place.Address address ->
                new Way.Shared(new Endpoint.Http(address.url(), row.header, () -> value, false));
            case Place.Runs runs ->
                new Way.Shared(new Endpoint.Stdio(
                        row.name, runs.program(), row.header == null ? Map.of() : Map.of(row.header, value)));
        };
    }

    private static String about(ConnectorRow row) {
        return "connector:" + row.name;
    }

    private static String aboutClient(ConnectorRow row) {
        return "client of connector:" + row.name;
    }

    /// What the ledger is told of a connector.
    private record Told(
            @Nullable String url,
            @Nullable Program program,
            boolean builtIn,
            Identity identity,
            @Nullable String audience,
            @Nullable ShownClient client) {
        Told(ConnectorRow row, boolean builtIn) {
            this(row.url, row.program(), builtIn, row.identity, row.audience, row.shownClient());
        }
    }

    private void fill(ConnectorRow row, Registration registration) {
        row.place(registration.place());
        row.description = registration.description();
        row.audience = registration.audience();
        row.identity = registration.identity();
        fill(row, registration.client());
        Credential credential = registration.credential();
        if (credential != null) {
            row.header = credential.header();
            row.credential = sealing.seal(about(row), credential.value());
        } else if (row.identity != Identity.shared) {
            row.header = null;
            row.credential = null;
        }
    }

    /// A secret that is left out stays, with the client that it is of.
    private void fill(ConnectorRow row, @Nullable OAuthClient client) {
        boolean same = client != null
                && client.issuer().equals(row.issuer)
                && client.id().equals(row.clientId);
        String secret = client == null ? null : client.secret();
        if (client != null && secret == null && !same && row.clientSecret != null) {
            throw ProblemException.invalid("client.secret", "Another client needs its secret to be given.");
        }
        row.issuer = client == null ? null : client.issuer();
        row.clientId = client == null ? null : client.id();
        row.scopes = client == null ? null : client.scopes().toArray(String[]::new);
        if (secret != null) {
            row.clientSecret = sealing.seal(aboutClient(row), secret);
        } else if (!same) {
            row.clientSecret = null;
        }
    }

    private Shown shown(ConnectorRow row) {
        List<PinnedTools.Shown> held = tools.ofConnector(row.name);
        long waiting = held.stream().filter(tool -> tool.proposed() != null).count();
        return new Shown(
                row.name,
                row.description,
                row.url,
                row.program(),
                row.builtIn,
                row.identity,
                row.audience,
                row.shownClient(),
                row.credential != null,
                row.problem != null ? "unreachable" : row.listedAt == null ? "new" : "up",
                row.problem,
                held.size(),
                (int) waiting,
                row.listedAt,
                row.registeredBy,
                row.registeredAt);
    }

    private static void refuseBuiltIn(ConnectorRow row) {
        if (row.builtIn) {
            throw new ProblemException(CommonProblem.CONFLICT, "A built-in connector comes with Tandem and stays.");
        }
    }

    private static ConnectorRow required(String name) {
        ConnectorRow row = ConnectorRow.byName(name);
        if (row == null) {
            throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such connector.");
        }
        return row;
    }
}
