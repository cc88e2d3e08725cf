package io.tandem.registry.halt;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.tandem.events.Halt;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A halt, in force until it is lifted; rows stay.
@Entity
@Table(name = "halt")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class HaltRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Enumerated(EnumType.STRING)
    Halt.Scope scope;

    String target;
    String team;
    String reason;

    @Column(name = "set_by")
    String setBy;

    @Column(name = "by_admin")
    boolean byAdmin;

    @Column(name = "set_at")
    Instant setAt;

    @Column(name = "lifted_by")
    @Nullable
    String liftedBy;

    @Column(name = "lift_reason")
    @Nullable
    String liftReason;

    @Column(name = "lifted_at")
    @Nullable
    Instant liftedAt;

    HaltRow() {}

    static List<HaltRow> inForce() {
        return list("liftedAt is null order by id desc");
    }

    /// The halt in force, locked until the caller's transaction ends.
    static @Nullable HaltRow locked(long id) {
        HaltRow row = findById(id, LockModeType.PESSIMISTIC_WRITE);
        return row == null || row.liftedAt != null ? null : row;
    }

    /// Lets one transaction at a time halt the same thing.
    ///
    /// @return whether it is halted already
    static boolean taken(Halt.Scope scope, String target) {
        var unused = getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(hashtext(:key)) as text)")
                .setParameter("key", scope + ":" + target)
                .getSingleResult();
        return count("scope = ?1 and target = ?2 and liftedAt is null", scope, target) > 0;
    }

    Halt record() {
        return new Halt(Halt.SCHEMA, scope, target, team, reason, setBy, setAt);
    }
}
