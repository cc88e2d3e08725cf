package io.tandem.governance.erasure;

import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.rows.Statements;
import io.tandem.governance.seal.Sealer;
import io.tandem.ledger.Erasure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Carries erasures out, part by part: writes the event, waits until it is a record of the ledger, signs
/// it, and only then takes away what that very record names. Each step is a transaction of its own, so that
/// whoever comes after a crash goes on where it stopped. One that cannot go on keeps no other one waiting.
final class Eraser {
    /// By the very subject, which names erasure and part.
    private static final String RECORDED = """
            select r.number from record r
            where r.kind = 'ledger.erased' and r.subject = ? and r.stream = 'audit.governance' and r.team = ?
            order by r.number limit 1
            """;
    private static final String NAME = """
            insert into erased_range(record, team, first, last)
            select p.number, named.team, split_part(numbers, '-', 1)::bigint,
                   coalesce(nullif(split_part(numbers, '-', 2), ''), numbers)::bigint
            from payload p, jsonb_each_text(convert_from(p.body, 'UTF8')::jsonb #> '{details,records}') named(team, written),
                 unnest(string_to_array(named.written, ',')) numbers
            where p.team = ? and p.number = ?
            """;
    private static final String TAKE = """
            delete from payload p using erased_range e
            where e.record = ? and p.team = e.team and p.number between e.first and e.last
            """;

    private static final Logger LOG = Logger.getLogger(Eraser.class);

    /// A part that has waited for its record or its signature that long is told of.
    private static final Duration STUCK = Duration.ofMinutes(5);

    private final DataSource dataSource;
    private final Publication publication;
    private final Sealer sealer;
    private final Clock clock;

    /// Parts that were told of as stuck.
    private final Set<String> stuck = new HashSet<>();

    /// The newest record that a signature was asked for; after that the sealer's own pace has to do.
    private long asked;

    Eraser(DataSource dataSource, Publication publication, Sealer sealer, Clock clock) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// How far a step got.
    private enum Step {
        WAITS,
        TOLD,
        GONE
    }

    /// Goes on with each that is to be done, by one step. One thread calls it.
    ///
    /// @return whether there is more to do at once
    /// @throws SQLException the first failure, after all others were gone on with
    boolean step() throws SQLException {
        boolean more = false;
        @Nullable Exception failed = null;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            for (String id : ErasureRows.open(connection)) {
                try {
                    Step step = step(connection, id);
                    connection.commit();
                    if (step == Step.TOLD) {
                        publication.hint();
                    }
                    more |= step == Step.GONE;
                } catch (SQLException | RuntimeException e) {
                    connection.rollback();
                    if (failed == null) {
                        failed = e;
                    } else {
                        failed.addSuppressed(e);
                    }
                }
            }
            connection.rollback();
        }
        if (failed != null) {
            throw new SQLException("an erasure cannot go on: " + failed.getMessage(), failed);
        }
        return more;
    }

    private Step step(Connection connection, String id) throws SQLException {
        Optional<PayloadErasure> open = ErasureRows.hold(connection, id);
        if (open.isEmpty()) {
            return Step.WAITS;
        }
        PayloadErasure erasure = open.get();
        for (ErasureRows.Part part : ErasureRows.parts(connection, id)) {
            if (!part.gone()) {
                return part.told() == null ? tell(connection, erasure, part) : take(connection, erasure, part);
            }
        }
        return Step.WAITS;
    }

    private Step tell(Connection connection, PayloadErasure erasure, ErasureRows.Part part) throws SQLException {
        Erasure named = named(erasure, part);
        publication.audit(
                connection,
                new AuditEvent(
                        AuditEvent.SCHEMA,
                        Erasure.KIND,
                        erasure.decidedBy() == null ? erasure.proposedBy() : erasure.decidedBy(),
                        Erasure.TEAM,
                        named.subject(),
                        "allowed",
                        erasure.reason(),
                        EventJson.toTree(named),
                        clock.instant()));
        ErasureRows.told(connection, erasure.id(), part.part(), clock.instant());
        return Step.TOLD;
    }

    /// Nothing goes while the record is not in the ledger, and under a checkpoint that holds.
    private Step take(Connection connection, PayloadErasure erasure, ErasureRows.Part part) throws SQLException {
        OptionalLong record = recorded(connection, named(erasure, part));
        if (record.isEmpty() || !signed(connection, record.getAsLong())) {
            tellStuck(erasure, part, record.isEmpty() ? "its record is not in the ledger" : "its record is not signed");
            return Step.WAITS;
        }
        Statements.update(connection, NAME, Erasure.TEAM, record.getAsLong());
        ErasureRows.gone(
                connection,
                erasure.id(),
                part.part(),
                Statements.update(connection, TAKE, record.getAsLong()),
                clock.instant());
        return Step.GONE;
    }

    /// That the sealer returned says nothing: it goes on with other teams where one cannot be signed.
    private boolean signed(Connection connection, long record) throws SQLException {
        if (sealer.covers(connection, Erasure.TEAM, record)) {
            return true;
        }
        if (record <= asked) {
            return false;
        }
        sealer.sealNow();
        asked = record;
        return sealer.covers(connection, Erasure.TEAM, record);
    }

    private void tellStuck(PayloadErasure erasure, ErasureRows.Part part, String why) {
        Instant told = part.told();
        if (told != null && told.plus(STUCK).isBefore(clock.instant()) && stuck.add(erasure.id() + "/" + part.part())) {
            LOG.warnf(
                    "part %d of erasure %s waits since %s: %s; its payloads stay until then",
                    part.part(), erasure.id(), told, why);
        }
    }

    private static OptionalLong recorded(Connection connection, Erasure named) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RECORDED)) {
            select.setString(1, named.subject());
            select.setString(2, Erasure.TEAM);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static Erasure named(PayloadErasure erasure, ErasureRows.Part part) {
        return new Erasure(
                erasure.id(),
                part.part(),
                part.parts(),
                erasure.person(),
                erasure.before(),
                erasure.proposedBy(),
                part.records());
    }
}
