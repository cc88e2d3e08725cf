package io.tandem.registry.version;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The result of one evaluation, kept whatever it says.
@Entity
@Table(name = "evaluation_result")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ResultRow extends PanacheEntityBase {
    @Id
    @Column(name = "evaluation_id")
    String evaluationId;

    String agent;
    int number;
    String digest;
    boolean passed;
    int cases;

    @Column(name = "passed_cases")
    int passedCases;

    String model;

    /// The version that answered the same cases; null where there was none.
    @Nullable
    String against;

    @Nullable
    String verdict;

    /// The result in one sentence; older ones have none.
    @Nullable
    String sentence;

    /// What it stands on, as JSON of [Basis]; older ones have none.
    @Nullable
    String basis;

    Instant at;

    ResultRow() {}

    /// The result in words.
    String told() {
        String counted = passedCases + " of " + cases + " cases passed.";
        return sentence == null ? counted : sentence;
    }

    /// The newest result of exactly this version's bytes.
    static @Nullable ResultRow newest(VersionRow version) {
        return find(
                        "agent = ?1 and number = ?2 and digest = ?3 order by at desc",
                        version.agent,
                        version.number,
                        version.digest)
                .firstResult();
    }
}
