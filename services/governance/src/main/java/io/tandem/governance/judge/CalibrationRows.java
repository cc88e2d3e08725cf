package io.tandem.governance.judge;

import static io.tandem.governance.rows.Statements.bind;
import static io.tandem.governance.rows.Statements.instant;
import static io.tandem.governance.rows.Statements.instantOrNull;
import static io.tandem.governance.rows.Statements.update;

import io.tandem.events.AgentDefinition.Tier;
import io.tandem.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows of calibrations. A worker holds one for two minutes at a time.
final class CalibrationRows {
    private static final String ASK = """
            insert into judge_calibration(id, team, judge, tier, rubric_hash, labels_hash, state, of_labels, asked_by,
                                          created_at)
            values (?, ?, ?, ?, ?, ?, 'WAITING', ?, ?, ?)
            """;
    private static final String NEWEST = """
            select distinct on (tier) * from judge_calibration where team = ? and judge = ? %s
            order by tier, created_at desc, id
            """;
    private static final String DONE = NEWEST.formatted("and state = 'DONE'");
    private static final String CLAIM = """
            update judge_calibration set state = 'RUNNING', done = 0, owner = ?,
                                         lease_until = now() + interval '2 minutes'
            where id = (select id from judge_calibration
                        where state in ('WAITING', 'RUNNING') and (owner is null or owner = ? or lease_until < now())
                        order by created_at, id limit 1 for update skip locked)
            returning id, team, judge, tier, rubric_hash, labels_hash, asked_by
            """;
    private static final String HOLD =
            "update judge_calibration set done = ?, lease_until = now() + interval '2 minutes' where id = ?";
    private static final String FINISH = """
            update judge_calibration set state = 'DONE', model = ?, result = ?, finished_at = ?, owner = null
            where id = ? and state = 'RUNNING'
            """;
    private static final String GIVE_UP = """
            update judge_calibration set state = 'GIVEN_UP', problem = ?, finished_at = ?, owner = null
            where id = ? and state = 'RUNNING'
            """;

    private CalibrationRows() {}

    /// A calibration with what it was made with.
    record Row(Calibration calibration, Calibration.Basis basis) {}

    /// What is needed to work on one.
    record Work(String id, String team, String judge, Tier tier, Calibration.Basis basis, String askedBy) {}

    /// @param labels how many there are
    static void ask(Connection connection, Work wanted, int labels, Instant at) throws SQLException {
        update(
                connection,
                ASK,
                wanted.id(),
                wanted.team(),
                wanted.judge(),
                wanted.tier().name(),
                wanted.basis().rubricHash(),
                wanted.basis().labelsHash(),
                labels,
                wanted.askedBy(),
                at);
    }

    static String newId() {
        return "cal-" + UUID.randomUUID();
    }

    /// The newest of each tier.
    static Map<Tier, Row> newest(Connection connection, String team, String judge) throws SQLException {
        return select(connection, NEWEST.formatted(""), team, judge);
    }

    /// The newest of each tier that came to its end.
    static Map<Tier, Row> done(Connection connection, String team, String judge) throws SQLException {
        return select(connection, DONE, team, judge);
    }

    private static Map<Tier, Row> select(Connection connection, String sql, String team, String judge)
            throws SQLException {
        Map<Tier, Row> newest = new EnumMap<>(Tier.class);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, team, judge);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Calibration calibration = calibration(row);
                    newest.put(calibration.tier(), new Row(calibration, basis(row)));
                }
            }
        }
        return newest;
    }

    static @Nullable Work claim(Connection connection, String worker) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            bind(claim, worker, worker);
            try (ResultSet row = claim.executeQuery()) {
                return row.next()
                        ? new Work(
                                row.getString("id"),
                                row.getString("team"),
                                row.getString("judge"),
                                Tier.valueOf(row.getString("tier")),
                                basis(row),
                                row.getString("asked_by"))
                        : null;
            }
        }
    }

    static void hold(Connection connection, String id, int done) throws SQLException {
        update(connection, HOLD, done, id);
    }

    /// @return false if it was taken by another worker meanwhile
    static boolean finish(Connection connection, String id, String model, Calibration.Result result, Instant at)
            throws SQLException {
        String text = new String(EventJson.write(result), StandardCharsets.UTF_8);
        return update(connection, FINISH, model, text, at, id) == 1;
    }

    static void giveUp(Connection connection, String id, String problem, Instant at) throws SQLException {
        update(connection, GIVE_UP, problem, at, id);
    }

    private static Calibration.Basis basis(ResultSet row) throws SQLException {
        return new Calibration.Basis(row.getString("rubric_hash"), row.getString("labels_hash"));
    }

    private static Calibration calibration(ResultSet row) throws SQLException {
        String result = row.getString("result");
        return new Calibration(
                row.getString("id"),
                Tier.valueOf(row.getString("tier")),
                Calibration.State.valueOf(row.getString("state")),
                row.getString("problem"),
                row.getString("model"),
                row.getInt("of_labels"),
                row.getInt("done"),
                row.getString("asked_by"),
                instant(row, "created_at"),
                instantOrNull(row, "finished_at"),
                result == null
                        ? null
                        : EventJson.read(result.getBytes(StandardCharsets.UTF_8), Calibration.Result.class));
    }
}
