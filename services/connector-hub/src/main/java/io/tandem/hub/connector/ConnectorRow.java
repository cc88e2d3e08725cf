package io.tandem.hub.connector;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A registered connector.
@Entity
@Table(name = "connector")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ConnectorRow extends PanacheEntityBase {
    @Id
    String name;

    String url;
    String description;

    @Column(name = "built_in")
    boolean builtIn;

    @Nullable
    String header;

    @Nullable
    String credential;

    @Column(name = "registered_by")
    String registeredBy;

    @Column(name = "registered_at")
    Instant registeredAt;

    @Column(name = "listed_at")
    @Nullable
    Instant listedAt;

    @Nullable
    String problem;

    static @Nullable ConnectorRow byName(String name) {
        return findById(name);
    }

    /// Holds the row until the transaction ends, so that two listings of one connector follow each other.
    static @Nullable ConnectorRow locked(String name) {
        return findById(name, LockModeType.PESSIMISTIC_WRITE);
    }

    static List<ConnectorRow> everyOne() {
        return list("order by name");
    }
}
