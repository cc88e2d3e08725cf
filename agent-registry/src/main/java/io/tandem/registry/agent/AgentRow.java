package io.tandem.registry.agent;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord.State;
import io.tandem.events.AgentRecord.Visibility;
import io.tandem.registry.definition.DefinitionReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An agent's row. What the catalogue searches is copied out of the active definition, or the draft before there is
/// one.
@Entity
@Table(name = "agent")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class AgentRow extends PanacheEntityBase {
    @Id
    String name;

    String team;

    @Nullable
    String owner;

    @Nullable
    String deputy;

    @Enumerated(EnumType.STRING)
    Visibility visibility = Visibility.team;

    @Column(name = "built_in")
    boolean builtIn;

    @Nullable
    String draft;

    @Column(name = "draft_revision")
    long draftRevision;

    int versions;

    @Column(name = "active_version")
    @Nullable
    Integer activeVersion;

    boolean suspended;

    @Enumerated(EnumType.STRING)
    State state = State.DRAFT;

    String purpose;

    String tier;

    String risk;

    String tags;

    String tools;

    String search;

    /// What it is for in its own words, see [Catalogue#about].
    String about;

    /// What has changed since the active version was evaluated; null while its result still says something.
    @Nullable
    String stale;

    /// When the active version has to be evaluated again.
    @Column(name = "review_at")
    @Nullable
    Instant reviewAt;

    /// The day that somebody chose for the next review of the agent itself.
    @Column(name = "review_on")
    @Nullable
    LocalDate reviewOn;

    /// Since when its owner is gone with nobody in their place.
    @Column(name = "owner_gone_at")
    @Nullable
    Instant ownerGoneAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "changed_at")
    Instant changedAt;

    AgentRow() {}

    /// Copies what people search for.
    void describe(AgentDefinition definition) {
        AgentDefinition.Spec spec = definition.spec();
        purpose = spec.purpose();
        tier = spec.tier().name();
        risk = spec.risk().name();
        tags = joined(definition.metadata().tags());
        tools = joined(spec.tools());
        about = Catalogue.about(spec);
        search = String.join(" ", name, team, purpose, tags, tools).toLowerCase(Locale.ROOT);
    }

    void keepDraft(AgentDefinition definition) {
        draft = DefinitionReader.text(definition);
        draftRevision++;
        owner = definition.metadata().owner();
        deputy = definition.metadata().deputy();
        if (activeVersion == null) {
            describe(definition);
        }
    }

    List<String> tagList() {
        return split(tags);
    }

    List<String> toolList() {
        return split(tools);
    }

    static String joined(List<String> words) {
        return " " + String.join(" ", words) + (words.isEmpty() ? "" : " ");
    }

    static List<String> split(String joined) {
        return Arrays.stream(joined.strip().split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
