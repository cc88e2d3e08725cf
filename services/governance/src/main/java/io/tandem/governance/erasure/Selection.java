package io.tandem.governance.erasure;

import io.tandem.events.Topic;
import io.tandem.ledger.Erasure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The payloads that an erasure would take, as one look at the ledger finds them.
///
/// What goes is the content of work: what people asked, what agents answered, called and were approved for,
/// and what records of reading and refusing hold. What says who may do what, and by which rules (agents,
/// versions, policies, halts, tools, connectors, evaluations, erasures), stays: verification and reports
/// for a period need it.
final class Selection {
    private static final int FETCH = 5000;
    private static final int SHOWN_TASKS = 100;

    /// So many ranges or records go with one record of the ledger; its event stays far below what a topic
    /// takes, and its transaction short.
    private static final int PART_RANGES = 20_000;

    private static final long PART_RECORDS = 100_000;

    private static final List<String> WORK = Stream.of(
                    Topic.A2A_EVENTS, Topic.TOOL_ACTIVITY, Topic.HUB_APPROVALS, Topic.MODEL_USAGE)
            .map(Topic::topicName)
            .toList();
    private static final List<String> PASSING = List.of(
            "call.refused",
            "request.refused",
            "sign-in",
            "ledger.read",
            "ledger.exported",
            "ledger.verified",
            "ledger.evidence");

    /// A person's tasks, what was done for those, and what asked the same once more: a replay says word for word
    /// what they said.
    private static final String OF_PERSON = """
            with recursive own(task) as (
                select task from record where person = ? and stream = 'a2a.events' and task is not null
                union
                select next.task from own cross join lateral (
                    select task from task_cost where parent = own.task
                    union all
                    select again from request_replay_line where task = own.task and again is not null) next
            )
            """;

    /// A task has ended where the ledger holds its end, or its costs are those of an ended one. Of a task that nothing
    /// is known of yet, what it did is taken for running.
    private static final String SELECT = """
            select r.team, r.number, r.kind, r.task, r.stream = any(?) or r.kind = any(?) as erasable,
                   r.task is not null
                   and not exists (select 1 from record e
                                   where e.task = r.task and e.stream = 'a2a.events' and e.kind = 'ended')
                   and case (select c.state in ('COMPLETED', 'FAILED', 'CANCELED', 'REJECTED')
                             from task_cost c where c.task = r.task)
                       when true then false when false then true else r.stream not like 'audit.%' end as running
            from record r join payload p on p.team = r.team and p.number = r.number
            """;
    private static final String MEANS_PERSON =
            " where r.task in (select task from own) or (r.task is null and (r.person = ? or r.subject = ?))";
    private static final String MEANS_AGE = " where r.recorded < ?";
    private static final String ORDER = " order by r.team, r.number";

    private final Map<String, List<Erasure.Range>> ranges = new TreeMap<>();
    private final Map<String, Long> kinds = new HashMap<>();
    private final Map<String, Long> teams = new HashMap<>();
    private final Map<String, Long> stays = new HashMap<>();
    private final Set<String> tasks = new TreeSet<>();
    private final Set<String> running = new TreeSet<>();
    private long records;

    private Selection() {}

    /// @param connection in a transaction, or the rows are read at once
    static Selection of(Connection connection, Terms terms) throws SQLException {
        Selection selection = new Selection();
        String sql = terms.person() == null ? SELECT + MEANS_AGE + ORDER : OF_PERSON + SELECT + MEANS_PERSON + ORDER;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int at = 1;
            if (terms.person() != null) {
                select.setString(at++, terms.person());
            }
            select.setArray(at++, connection.createArrayOf("text", WORK.toArray()));
            select.setArray(at++, connection.createArrayOf("text", PASSING.toArray()));
            if (terms.before() != null) {
                select.setObject(at, OffsetDateTime.ofInstant(terms.before(), ZoneOffset.UTC));
            } else {
                select.setString(at++, terms.person());
                select.setString(at, terms.person());
            }
            select.setFetchSize(FETCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    selection.add(rows);
                }
            }
        }
        return selection;
    }

    private void add(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        String task = row.getString("task");
        if (!row.getBoolean("erasable")) {
            stays.merge(kind, 1L, Long::sum);
        } else if (row.getBoolean("running")) {
            running.add(task);
        } else {
            String team = row.getString("team");
            take(team, row.getLong("number"));
            kinds.merge(kind, 1L, Long::sum);
            teams.merge(team, 1L, Long::sum);
            records++;
            if (task != null) {
                tasks.add(task);
            }
        }
    }

    private void take(String team, long number) {
        List<Erasure.Range> ofTeam = ranges.computeIfAbsent(team, any -> new ArrayList<>());
        if (!ofTeam.isEmpty()
                && ofTeam.getLast().to() == number - 1
                && ofTeam.getLast().size() < PART_RECORDS) {
            ofTeam.set(ofTeam.size() - 1, new Erasure.Range(ofTeam.getLast().from(), number));
        } else {
            ofTeam.add(new Erasure.Range(number, number));
        }
    }

    boolean isEmpty() {
        return records == 0;
    }

    /// The numbers by team, as events of the ledger can name them.
    List<Map<String, String>> parts() {
        List<Map<String, String>> parts = new ArrayList<>();
        Map<String, List<Erasure.Range>> part = new TreeMap<>();
        int count = 0;
        long sum = 0;
        for (Map.Entry<String, List<Erasure.Range>> team : ranges.entrySet()) {
            for (Erasure.Range range : team.getValue()) {
                if (count > 0 && (count == PART_RANGES || sum + range.size() > PART_RECORDS)) {
                    parts.add(Erasure.written(part));
                    part = new TreeMap<>();
                    count = 0;
                    sum = 0;
                }
                part.computeIfAbsent(team.getKey(), any -> new ArrayList<>()).add(range);
                count++;
                sum += range.size();
            }
        }
        if (count > 0) {
            parts.add(Erasure.written(part));
        }
        return parts;
    }

    ErasurePreview preview(List<String> elsewhere, List<String> warnings) {
        return new ErasurePreview(
                records,
                counts(kinds),
                counts(teams),
                tasks.size(),
                tasks.stream().limit(SHOWN_TASKS).toList(),
                counts(stays),
                running.size(),
                elsewhere,
                warnings);
    }

    private static List<ErasurePreview.Count> counts(Map<String, Long> counted) {
        return counted.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new ErasurePreview.Count(entry.getKey(), entry.getValue()))
                .toList();
    }
}
