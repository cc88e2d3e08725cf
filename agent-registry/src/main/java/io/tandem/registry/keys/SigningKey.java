package io.tandem.registry.keys;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.tandem.events.KeyRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A registered key.
@Entity
@Table(name = "signing_key")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class SigningKey extends PanacheEntityBase {
    @Id
    @Column(name = "key_id")
    String keyId;

    String issuer;

    @Column(name = "public_key")
    String publicKey;

    @Column(name = "not_after")
    Instant notAfter;

    @Column(name = "registered_at")
    Instant registeredAt;

    SigningKey() {}

    static SigningKey of(KeyRecord key, Instant now) {
        SigningKey row = new SigningKey();
        row.keyId = key.keyId();
        row.issuer = key.issuer();
        row.publicKey = key.publicKey();
        row.notAfter = key.notAfter().truncatedTo(ChronoUnit.MICROS);
        row.registeredAt = now;
        return row;
    }

    static List<SigningKey> expired(Instant now) {
        return list("notAfter < ?1", now);
    }

    boolean holds(KeyRecord key) {
        return issuer.equals(key.issuer()) && publicKey.equals(key.publicKey());
    }
}
