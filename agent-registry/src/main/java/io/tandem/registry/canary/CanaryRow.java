package io.tandem.registry.canary;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.tandem.events.AgentRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One canary; the open one of an agent has no end.
@Entity
@Table(name = "canary")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class CanaryRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String agent;
    int number;
    int baseline;
    int share;

    @Column(name = "minimum_runs")
    int minimumRuns;

    boolean automatic;

    @Column(name = "started_by")
    String startedBy;

    Instant since;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    CanaryRow() {}

    static @Nullable CanaryRow open(String agent) {
        return find("agent = ?1 and endedAt is null", agent).firstResult();
    }

    AgentRecord.Canary record() {
        return new AgentRecord.Canary(
                Integer.toString(number), share, since, Integer.toString(baseline), minimumRuns, automatic);
    }
}
