package io.tandem.registry.agent;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.tandem.events.AgentRecord.Grant;
import io.tandem.events.AgentRecord.Right;
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

/// One right given to one grantee.
@Entity
@Table(name = "agent_grant")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class GrantRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String agent;

    String grantee;

    @Enumerated(EnumType.STRING)
    @Column(name = "held_right")
    Right right;

    @Column(name = "given_by")
    String givenBy;

    @Column(name = "given_at")
    Instant givenAt;

    GrantRow() {}

    static List<GrantRow> of(String agent) {
        return list("agent = ?1 order by id", agent);
    }

    static @Nullable GrantRow find(String agent, Grant grant) {
        return find("agent = ?1 and grantee = ?2 and right = ?3", agent, grant.to(), grant.right())
                .firstResult();
    }

    Grant grant() {
        return new Grant(grantee, right);
    }
}
