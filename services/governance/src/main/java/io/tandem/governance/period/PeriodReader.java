package io.tandem.governance.period;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.governance.audit.Sentence;
import io.tandem.governance.ledger.RecordRows;
import io.tandem.governance.rows.Statements;
import io.tandem.ledger.LedgerRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts a report out of the ledger, as it is at one moment.
final class PeriodReader {
    private static final int FETCH = 1000;
    private static final int LISTED = 500;
    private static final int MOST = 20;

    private static final String PERIOD = " r.time >= ? and r.time < ? and (?::text is null or r.team = ?)";
    private static final String ALLOWED_AUDIT = " and r.stream like 'audit.%' and r.decision is distinct from 'denied'";

    /// What changes what agents are and may, by what they are measured, and what was taken from the ledger.
    private static final String CHANGES = ALLOWED_AUDIT + """
             and (split_part(r.kind, '.', 1) in
                     ('agent', 'version', 'policy', 'halt', 'exemption', 'grant', 'tool', 'connector', 'connection',
                      'models', 'board', 'scoring', 'judge')
                  or r.kind = 'ledger.erased' or r.kind like 'ledger.erasure-%')
             and r.kind not in ('policy.replayed', 'judge.calibration-asked')
            """;

    /// What somebody did in spite of a default: no question for a tool, other handling of what a tool
    /// answers, work that goes on after a halt, an agent much like another one.
    private static final String OVERRIDES = ALLOWED_AUDIT + """
             and (r.kind in ('exemption.granted', 'halt.lifted', 'tool.changed')
                  or r.kind = 'agent.transition'
                     and convert_from(p.body, 'UTF8')::jsonb #> '{details,nearDuplicates}' is not null)
            """;

    /// The journal repeats what the hub denied.
    private static final String DENIED = " and r.decision = 'denied' and r.stream <> 'a2a.events'";

    /// A call that nobody approved in time, or that was let through and failed otherwise, was denied by no policy.
    private static final String POLICY = """
            case when p.body is null then 'content erased' else coalesce(
                (select ruled.decision #>> '{because,0,policy}'
                 from (select convert_from(p.body, 'UTF8')::jsonb as told) event,
                      lateral (select coalesce(told -> 'policy', told #> '{details,policy}') as decision) ruled
                 where ruled.decision ->> 'outcome' = 'DENY'),
                'no policy') end
            """;

    private static final String FROM =
            " from record r left join payload p on p.team = r.team and p.number = r.number where";
    private static final String APPROVALS = """
            select count(*) filter (where r.decision = 'waiting') as asked,
                   count(*) filter (where r.decision = 'granted') as granted,
                   count(*) filter (where r.decision = 'granted' and convert_from(p.body, 'UTF8')::jsonb #> '{asked}' is not null) as edited,
                   count(*) filter (where r.decision = 'rejected') as rejected,
                   count(*) filter (where r.decision = 'expired') as expired,
                   count(*) filter (where r.decision = 'withdrawn') as withdrawn,
                   percentile_cont(0.5) within group (order by extract(epoch from r.time - w.time)) as median,
                   percentile_cont(0.9) within group (order by extract(epoch from r.time - w.time)) as p90
            from record r
            left join payload p on p.team = r.team and p.number = r.number
            left join record w on r.decision in ('granted', 'rejected') and w.task = r.task and w.subject = r.subject
                               and w.stream = r.stream and w.decision = 'waiting'
            where r.stream = 'hub.approvals' and
            """ + PERIOD;
    private static final String ACCESS = "select " + RecordRows.COLUMNS + ", p.body" + FROM
            + " r.kind = any(?) and r.time < ? and (?::text is null or r.team = ?)"
            + " and (r.kind <> 'sign-in' or r.time >= ?)"
            + ALLOWED_AUDIT + " order by r.time, r.position";

    private final Connection connection;
    private final Period period;

    /// @param team null for all
    record Period(Instant from, Instant to, @Nullable String team) {}

    PeriodReader(Connection connection, Period period) {
        this.connection = connection;
        this.period = period;
    }

    PeriodReport read(Instant at) throws SQLException {
        return new PeriodReport(
                period.from(),
                period.to(),
                period.team(),
                at,
                access(),
                deeds(CHANGES),
                new PeriodReport.Denials(
                        count(DENIED), most(POLICY), most("r.agent"), most("r.tool"), most("r.person")),
                approvals(),
                deeds(OVERRIDES),
                count(" and p.body is null"));
    }

    private PeriodReport.Access access() throws SQLException {
        AccessFold fold = new AccessFold();
        try (PreparedStatement select = connection.prepareStatement(ACCESS)) {
            Statements.bind(
                    select,
                    connection.createArrayOf("text", AccessFold.KINDS.toArray()),
                    period.to(),
                    period.team(),
                    period.team(),
                    period.from());
            select.setFetchSize(FETCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte @Nullable [] body = rows.getBytes("body");
                    if (body != null) {
                        fold.add(
                                RecordRows.of(rows),
                                EventJson.read(body, JsonNode.class).path("details"));
                    }
                }
            }
        }
        return fold.access();
    }

    private PeriodReport.Deeds deeds(String condition) throws SQLException {
        List<PeriodReport.Count> kinds = counts(
                "select r.kind as name, count(*)" + FROM + PERIOD + condition + " group by 1 order by 2 desc, 1");
        List<PeriodReport.Deed> items = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select " + RecordRows.COLUMNS + ", p.body" + FROM
                + PERIOD + condition + " order by r.time desc, r.position desc limit " + LISTED)) {
            bind(select);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    items.add(deed(RecordRows.of(rows), rows.getBytes("body")));
                }
            }
        }
        return new PeriodReport.Deeds(
                kinds.stream().mapToLong(PeriodReport.Count::count).sum(), kinds, items);
    }

    private static PeriodReport.Deed deed(LedgerRecord record, byte @Nullable [] body) {
        return new PeriodReport.Deed(
                record.time(),
                record.team(),
                record.number(),
                record.about().kind(),
                record.about().person(),
                Sentence.of(record, body == null ? null : EventJson.read(body, JsonNode.class)));
    }

    private List<PeriodReport.Count> most(String what) throws SQLException {
        return counts("select " + what + " as name, count(*)" + FROM + PERIOD + DENIED + " group by 1 having min("
                + what + ") is not null order by 2 desc, 1 limit " + MOST);
    }

    private List<PeriodReport.Count> counts(String sql) throws SQLException {
        List<PeriodReport.Count> counts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    counts.add(new PeriodReport.Count(rows.getString(1), rows.getLong(2)));
                }
            }
        }
        return counts;
    }

    private long count(String condition) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*)" + FROM + PERIOD + condition)) {
            bind(select);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private PeriodReport.Approvals approvals() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(APPROVALS)) {
            bind(select);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new PeriodReport.Approvals(
                        row.getLong("asked"),
                        row.getLong("granted"),
                        row.getLong("edited"),
                        row.getLong("rejected"),
                        row.getLong("expired"),
                        row.getLong("withdrawn"),
                        seconds(row, "median"),
                        seconds(row, "p90"));
            }
        }
    }

    private static @Nullable Long seconds(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : Math.round(value);
    }

    private void bind(PreparedStatement select) throws SQLException {
        Statements.bind(select, period.from(), period.to(), period.team(), period.team());
    }
}
