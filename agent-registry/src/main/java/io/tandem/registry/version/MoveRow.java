package io.tandem.registry.version;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.tandem.events.AgentRecord.State;
import io.tandem.events.EventJson;
import io.tandem.registry.overlap.NearDuplicate;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

    /// As JSON; null where there were none.
    @Column(name = "near_duplicates")
    @Nullable
    String nearDuplicates;

    MoveRow() {}

    static List<MoveRow> of(String agent, int number) {
        return list("agent = ?1 and number = ?2 order by id", agent, number);
    }

    /// Names of agents for which somebody said already why this one is submitted beside them.
    static Set<String> explained(String agent) {
        return MoveRow.<MoveRow>list("agent = ?1 and nearDuplicates is not null", agent).stream()
                .flatMap(move -> move.alike().stream())
                .map(NearDuplicate::name)
                .collect(Collectors.toSet());
    }

    List<NearDuplicate> alike() {
        return nearDuplicates == null
                ? List.of()
                : List.of(EventJson.read(nearDuplicates.getBytes(StandardCharsets.UTF_8), NearDuplicate[].class));
    }

    void keep(List<NearDuplicate> alike) {
        nearDuplicates = alike.isEmpty()
                ? null
                : new String(
                        EventJson.write(alike.stream().map(NearDuplicate::bare).toList()), StandardCharsets.UTF_8);
    }
}
