package io.tandem.hub.connector;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One agent version that may call one tool without approval.
@Entity
@Table(name = "exemption")
@IdClass(ExemptionRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ExemptionRow extends PanacheEntityBase {
    @Id
    String connector;

    @Id
    String tool;

    @Id
    String agent;

    @Id
    String version;

    String reason;

    @Column(name = "granted_by")
    String grantedBy;

    @Column(name = "granted_at")
    Instant grantedAt;

    /// All parts of the key.
    record Key(String connector, String tool, String agent, String version) {}

    static @Nullable ExemptionRow of(Key key) {
        return findById(key);
    }

    static List<ExemptionRow> ofTool(String connector, String tool) {
        return list("connector = ?1 and tool = ?2 order by agent, version", connector, tool);
    }

    static long removeAll(String connector, String tool) {
        return delete("connector = ?1 and tool = ?2", connector, tool);
    }
}
