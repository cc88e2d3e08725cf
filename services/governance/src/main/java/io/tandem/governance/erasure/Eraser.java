package io.tandem.governance.erasure;

import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.seal.Sealer;
import io.tandem.ledger.Erasure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/// Carries erasures out, part by part: writes the event, waits until it is a record of the ledger, signs
/// it, and only then takes away what that very record names. Each step is a transaction of its own, so that
/// whoever comes after a crash goes on where it stopped.
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

    private final DataSource dataSource;
    private final Publication publication;
    private final Sealer sealer;
    private final Clock clock;

    Eraser(DataSource dataSource, Publication publication, Sealer sealer, Clock clock) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// Goes on with what is to be done.
    ///
    /// @return whether there is more to do at once
    boolean step() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean more = step(connection);
                connection.commit();
                return more;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } finally {
            publication.hint();
        }
    }

    private boolean step(Connection connection) throws SQLException {
        Optional<PayloadErasure> open = ErasureRows.open(connection);
        if (open.isEmpty()) {
            return false;
        }
        PayloadErasure erasure = open.get();
        for (ErasureRows.Part part : ErasureRows.parts(connection, erasure.id())) {
            if (!part.gone()) {
                return part.told() ? take(connection, erasure, part) : tell(connection, erasure, part);
            }
        }
        return false;
    }

    private boolean tell(Connection connection, PayloadErasure erasure, ErasureRows.Part part) throws SQLException {
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
        return false;
    }

    /// Nothing goes while the record is not in the ledger, or cannot be signed.
    private boolean take(Connection connection, PayloadErasure erasure, ErasureRows.Part part) throws SQLException {
        OptionalLong record = recorded(connection, named(erasure, part));
        if (record.isEmpty()) {
            return false;
        }
        sealer.sealNow();
        try (PreparedStatement name = connection.prepareStatement(NAME)) {
            name.setString(1, Erasure.TEAM);
            name.setLong(2, record.getAsLong());
            name.executeUpdate();
        }
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setLong(1, record.getAsLong());
            ErasureRows.gone(connection, erasure.id(), part.part(), take.executeLargeUpdate(), clock.instant());
        }
        return true;
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
