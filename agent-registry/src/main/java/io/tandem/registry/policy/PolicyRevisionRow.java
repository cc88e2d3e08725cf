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

/// A revision's row; only its state moves.
@Entity
@Table(name = "policy_revision")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class PolicyRevisionRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String team;
    int number;

    @Enumerated(EnumType.STRING)
    PolicyState state = PolicyState.PROPOSED;

    String hash;
    String policies;

    /// JSON array.
    String cases;

    String note;
    String author;

    @Column(name = "created_at")
    Instant createdAt;

    PolicyRevisionRow() {}

    static @Nullable PolicyRevisionRow find(String team, int number) {
        return find("team = ?1 and number = ?2", team, number).firstResult();
    }

    static @Nullable PolicyRevisionRow in(String team, PolicyState state) {
        return find("team = ?1 and state = ?2", team, state).firstResult();
    }

    static List<PolicyRevisionRow> thatCanDecide() {
        return list(
                "state in ?1 order by team, number",
                List.of(PolicyState.PROPOSED, PolicyState.OBSERVED, PolicyState.ENFORCED, PolicyState.REPLACED));
    }

    static List<PolicyRevisionRow> of(String team) {
        return list("team = ?1 order by number desc", team);
    }
}
