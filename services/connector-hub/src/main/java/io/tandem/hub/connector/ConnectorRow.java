package io.tandem.hub.connector;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.tandem.events.EventJson;
import io.tandem.hub.sandbox.Program;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A registered connector.
@Entity
@Table(name = "connector")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ConnectorRow extends PanacheEntityBase {
    @Id
    String name;

    /// Null for a program.
    @Nullable
    String url;

    /// JSON of [io.tandem.hub.sandbox.Program]; null for a server that is reached by its address.
    @Nullable
    String program;

    String description;

    @Column(name = "built_in")
    boolean builtIn;

    @Enumerated(EnumType.STRING)
    Connectors.Identity identity;

    /// What tokens for callers are made out to, where they are shown.
    @Nullable
    String audience;

    /// The authorization server at which people grant, where they do; then client and scopes are there too.
    @Nullable
    String issuer;

    @Column(name = "client_id")
    @Nullable
    String clientId;

    /// Sealed; null for a public client.
    @Column(name = "client_secret")
    @Nullable
    String clientSecret;

    String @Nullable [] scopes;

    /// A header, or a variable of the program's environment.
    @Nullable
    String header;

    /// Sealed.
    @Nullable
    String credential;

    @Column(name = "registered_by")
    String registeredBy;

    @Column(name = "registered_at")
    Instant registeredAt;

    @Column(name = "listed_at")
    @Nullable
    Instant listedAt;

    @Nullable
    String problem;

    Connectors.Place place() {
        Program runs = program();
        return runs == null
                ? new Connectors.Place.Address(URI.create(Objects.requireNonNull(url)))
                : new Connectors.Place.Runs(runs);
    }

    void place(Connectors.Place place) {
        switch (place) {
            case Connectors.Place.Address address -> {
                url = address.url().toString();
                program = null;
            }
            case Connectors.Place.Runs runs -> {
                url = null;
                program = new String(EventJson.write(runs.program()), StandardCharsets.UTF_8);
            }
        }
    }

    @Nullable
    Program program() {
        return program == null ? null : EventJson.read(program.getBytes(StandardCharsets.UTF_8), Program.class);
    }

    Connectors.@Nullable ShownClient shownClient() {
        return issuer == null
                ? null
                : new Connectors.ShownClient(
                        issuer,
                        Objects.requireNonNull(clientId),
                        clientSecret != null,
                        List.of(Objects.requireNonNull(scopes)));
    }

    static @Nullable ConnectorRow byName(String name) {
        return findById(name);
    }

    /// Holds the row until the transaction ends, so that two listings of one connector follow each other.
    static @Nullable ConnectorRow locked(String name) {
        return findById(name, LockModeType.PESSIMISTIC_WRITE);
    }

    static List<ConnectorRow> everyOne() {
        return list("order by name");
    }
}
