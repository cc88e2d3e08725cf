package io.tandem.registry.policy;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One move of one revision: who, when, why.
@Entity
@Table(name = "policy_move")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class PolicyMoveRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String team;
    int number;

    @Enumerated(EnumType.STRING)
    @Column(name = "from_state")
    PolicyState fromState;

    @Enumerated(EnumType.STRING)
    @Column(name = "to_state")
    PolicyState toState;

    @Column(name = "moved_by")
    String movedBy;

    String reason;
    Instant at;

    PolicyMoveRow() {}

    static List<PolicyMoveRow> of(String team, int number) {
        return list("team = ?1 and number = ?2 order by id", team, number);
    }
}
