package io.tandem.registry.version;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.tandem.events.AgentRecord.State;
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
import org.jspecify.annotations.Nullable;

/// One move of one version: who, when, why.
@Entity
@Table(name = "version_move")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class MoveRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String agent;
    int number;

    @Enumerated(EnumType.STRING)
    @Column(name = "from_state")
    @Nullable
    State fromState;

    @Enumerated(EnumType.STRING)
    @Column(name = "to_state")
    State toState;

    @Column(name = "moved_by")
    String movedBy;

    String reason;
    Instant at;

    MoveRow() {}

    static List<MoveRow> of(String agent, int number) {
        return list("agent = ?1 and number = ?2 order by id", agent, number);
    }
}
