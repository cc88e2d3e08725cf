package io.tandem.hub.connector;

import io.tandem.hub.mcp.Endpoint;
import io.tandem.hub.mcp.ListedTool;
import io.tandem.hub.sandbox.Program;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Registered connectors. What a connector lists goes to [PinnedTools].
@ApplicationScoped
public class Connectors {
    private final PinnedTools tools;
    private final HubRecords records;
    private final ServiceToken token;

    @Inject
    Connectors(PinnedTools tools, HubRecords records, ServiceToken token) {
        this.tools = tools;
        this.records = records;
        this.token = token;
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
    public record Registration(
            String name,
            Place place,
            String description,
            @Nullable Credential credential) {}

    /// A connector as it is shown; without its credential.
    @Schema(name = "Connector")
    public record Shown(
            String name,
            String description,
            @Nullable String url,
            @Nullable Program program,
            boolean builtIn,
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
        if (moved && registration.credential() == null && row.credential != null) {
            throw ProblemException.invalid(
                    "credential", "A new address or program needs its credential to be given again.");
        }
        fill(row, registration);
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
        row.delete();
        records.audit("connector.removed", by, name, null, null);
    }

    /// Where it is, if it is registered.
    @Transactional
    public Optional<Endpoint> endpoint(String name) {
        return Optional.ofNullable(ConnectorRow.byName(name)).map(this::endpoint);
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

    private Endpoint endpoint(ConnectorRow row) {
        String value = Objects.requireNonNullElse(row.credential, "");
        return switch (row.place()) {
            case Place.Address address
            when row.builtIn ->
                new Endpoint.Http(address.url(), "Authorization", () -> "Bearer " + token.of("hub"), true);
            case Place.Address address -> new Endpoint.Http(address.url(), row.header, () -> value, false);
            case Place.Runs runs ->
                new Endpoint.Stdio(row.name, runs.program(), row.header == null ? Map.of() : Map.of(row.header, value));
        };
    }

    /// What the ledger is told of a connector.
    private record Told(@Nullable String url, @Nullable Program program, boolean builtIn) {
        Told(ConnectorRow row, boolean builtIn) {
            this(row.url, row.program(), builtIn);
        }
    }

    private static void fill(ConnectorRow row, Registration registration) {
        row.place(registration.place());
        row.description = registration.description();
        Credential credential = registration.credential();
        if (credential != null) {
            row.header = credential.header();
            row.credential = credential.value();
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
