package io.tandem.registry.design;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A design's row.
@Entity
@Table(name = "design")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class DesignRow extends PanacheEntityBase {
    @Id
    String id;

    @Column(name = "asked_by")
    String askedBy;

    String team;
    String request;

    /// `running`, `done` or `failed`.
    String state;

    /// A line for each step done.
    String steps;

    @Nullable
    String result;

    @Nullable
    String problem;

    @Column(name = "asked_at")
    Instant askedAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    DesignRow() {}

    static List<DesignRow> lastOf(String caller) {
        return DesignRow.<DesignRow>find("askedBy = ?1 order by askedAt desc", caller)
                .page(0, 50)
                .list();
    }
}
