package io.tandem.registry.policy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;

/// The row of a team that changes of its policies lock.
@Entity
@Table(name = "policy_team")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class PolicyTeamRow extends PanacheEntityBase {
    @Id
    String team;

    int revisions;

    PolicyTeamRow() {}

    /// Locked until the caller's transaction ends; made if it is not there.
    static PolicyTeamRow locked(String team) {
        var unused = getEntityManager()
                .createNativeQuery("insert into policy_team(team) values (:team) on conflict do nothing")
                .setParameter("team", team)
                .executeUpdate();
        return findById(team, LockModeType.PESSIMISTIC_WRITE);
    }
}
