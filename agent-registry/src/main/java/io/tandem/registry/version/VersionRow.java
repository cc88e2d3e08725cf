package io.tandem.registry.version;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord.State;
import io.tandem.registry.definition.DefinitionReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A version's row; only its state moves.
@Entity
@Table(name = "agent_version")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class VersionRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String agent;
    int number;

    @Enumerated(EnumType.STRING)
    State state = State.DRAFT;

    @Enumerated(EnumType.STRING)
    @Column(name = "suspended_from")
    @Nullable
    State suspendedFrom;

    String digest;
    String definition;

    /// Who saved it, as `person:NAME`.
    String author;

    /// Everybody who had a hand in it, separated by blanks.
    String authors;

    @Column(name = "saved_at")
    Instant savedAt;

    @Column(name = "activated_at")
    @Nullable
    Instant activatedAt;

    VersionRow() {}

    static @Nullable VersionRow find(String agent, int number) {
        return find("agent = ?1 and number = ?2", agent, number).firstResult();
    }

    /// One that is known to be there.
    static VersionRow named(String agent, int number) {
        return Objects.requireNonNull(find(agent, number));
    }

    static List<VersionRow> of(String agent) {
        return list("agent = ?1 order by number desc", agent);
    }

    static @Nullable VersionRow newest(String agent) {
        return find("agent = ?1 order by number desc", agent).firstResult();
    }

    /// When the agent's draft was last saved as a version that then became active; the beginning of time before that.
    static Instant lastActivated(String agent) {
        return of(agent).stream()
                .filter(row -> row.activatedAt != null)
                .map(row -> row.savedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    AgentDefinition readDefinition() {
        return DefinitionReader.stored(definition);
    }

    List<String> authorList() {
        return List.of(authors.split(" "));
    }
}
