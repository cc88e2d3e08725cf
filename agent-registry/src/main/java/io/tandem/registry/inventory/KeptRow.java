package io.tandem.registry.inventory;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What somebody looked at on the board and keeps as it is, for a time.
@Entity
@Table(name = "board_kept")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class KeptRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Enumerated(EnumType.STRING)
    Card.Kind kind;

    String agent;
    String other = "";
    String reason;

    @Column(name = "kept_by")
    String keptBy;

    Instant at;

    @Column(name = "kept_until")
    Instant keptUntil;

    KeptRow() {}

    /// Keys of what is kept at that time.
    static Set<String> keys(Instant now) {
        return KeptRow.<KeptRow>list("keptUntil > ?1", now).stream()
                .map(row -> key(row.kind, row.agent, row.other))
                .collect(Collectors.toSet());
    }

    static String key(Card.Kind kind, String agent, @Nullable String other) {
        return kind + " " + agent + " " + (other == null ? "" : other);
    }
}
