package io.tandem.registry.version;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A draft that somebody tries.
@Entity
@Table(name = "draft_trial")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class TrialRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String agent;
    String hash;
    String author;

    @Column(name = "tried_at")
    Instant triedAt;

    TrialRow() {}

    static @Nullable TrialRow find(String agent, String hash) {
        return find("agent = ?1 and hash = ?2", agent, hash).firstResult();
    }

    static List<TrialRow> before(Instant moment) {
        return list("triedAt < ?1", moment);
    }
}
