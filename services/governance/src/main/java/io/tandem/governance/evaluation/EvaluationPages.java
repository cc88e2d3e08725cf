package io.tandem.governance.evaluation;

import static io.tandem.governance.rows.Statements.bind;
import static io.tandem.governance.rows.Statements.instant;
import static io.tandem.governance.rows.Statements.instantOrNull;

import io.tandem.events.AgentDefinition;
import io.tandem.events.EventJson;
import io.tandem.governance.verdict.Gate;
import io.tandem.governance.verdict.Report;
import io.tandem.governance.verdict.Verdict;
import io.tandem.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Reads evaluations, newest first.
final class EvaluationPages {
    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final String SELECT = """
            select e.id, e.agent, e.version, e.digest, e.team, e.asked_by, e.suite, e.against, e.counts, e.state,
                   e.problem, e.model, e.passed, e.cases, e.passed_cases, e.pass_rate, e.verdict, e.headline,
                   e.created_at, e.finished_at, (select count(*) from evaluation_run r
                         where r.evaluation = e.id and r.evidence is not null) as done_runs
            from evaluation e where true
            """;

    private final DataSource dataSource;

    EvaluationPages(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// @param nextPageToken empty at the end
    @Schema(name = "EvaluationList")
    public record Page(List<Evaluation> items, String nextPageToken) {}

    /// What is wanted; null is anything.
    ///
    /// @param teams whose evaluations the caller may see, null for all
    record Wanted(
            @Nullable Set<String> teams,
            @Nullable String agent,
            @Nullable String version,
            @Nullable String state,
            @Nullable String q) {}

    Page page(Wanted wanted, @Nullable Integer pageSize, @Nullable String pageToken) {
        int size = pageSize == null ? USUAL : pageSize;
        if (size < 1 || size > MOST) {
            throw ProblemException.invalid("pageSize", "It is between 1 and " + MOST + ".");
        }
        StringBuilder sql = new StringBuilder(SELECT);
        List<Object> values = new ArrayList<>();
        and(sql, values, " and e.agent = ?", wanted.agent());
        and(sql, values, " and e.version = ?", wanted.version());
        and(sql, values, " and e.state = ?", wanted.state());
        and(sql, values, " and position(lower(?) in lower(e.agent)) > 0", wanted.q());
        restrict(sql, values, wanted.teams());
        if (pageToken != null && !pageToken.isEmpty()) {
            String last = idIn(pageToken);
            sql.append(" and (e.created_at, e.id) < (select l.created_at, l.id from evaluation l where l.id = ?)");
            values.add(last);
        }
        sql.append(" order by e.created_at desc, e.id desc limit ").append(size + 1);
        List<Evaluation> found = read(sql.toString(), values);
        boolean more = found.size() > size;
        List<Evaluation> items = more ? found.subList(0, size) : found;
        return new Page(items, more ? token(items.getLast().id()) : "");
    }

    /// One with its report and each run of it.
    Optional<Evaluation> one(String id, @Nullable Set<String> teams, List<Evaluation.Run> done) {
        StringBuilder sql = new StringBuilder(SELECT);
        List<Object> values = new ArrayList<>();
        and(sql, values, " and e.id = ?", id);
        restrict(sql, values, teams);
        return read(sql.toString(), values).stream().findFirst().map(found -> found.with(report(id), done));
    }

    private static void restrict(StringBuilder sql, List<Object> values, @Nullable Set<String> teams) {
        if (teams != null) {
            String marks = teams.stream().map(team -> "?").collect(Collectors.joining(", "));
            sql.append(teams.isEmpty() ? " and false" : " and e.team in (" + marks + ")");
            values.addAll(teams);
        }
    }

    private static void and(StringBuilder sql, List<Object> values, String condition, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            sql.append(condition);
            values.add(value);
        }
    }

    private List<Evaluation> read(String sql, List<Object> values) {
        List<Evaluation> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, values.toArray());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read evaluations", e);
        }
    }

    private static Evaluation row(ResultSet row) throws SQLException {
        AgentDefinition.Evaluation suite = EventJson.read(
                row.getString("suite").getBytes(StandardCharsets.UTF_8), AgentDefinition.Evaluation.class);
        String against = row.getString("against");
        String verdict = row.getString("verdict");
        return new Evaluation(
                row.getString("id"),
                row.getString("agent"),
                row.getString("version"),
                row.getString("digest"),
                row.getString("team"),
                row.getString("asked_by"),
                against,
                row.getBoolean("counts"),
                Evaluation.State.valueOf(row.getString("state")),
                row.getString("problem"),
                row.getString("model"),
                row.getObject("passed", Boolean.class),
                verdict == null ? null : Verdict.valueOf(verdict),
                row.getString("headline"),
                row.getInt("cases"),
                row.getInt("passed_cases"),
                row.getObject("pass_rate", Double.class),
                suite.cases().size() * Gate.repeat(suite) * (against == null ? 1 : 2),
                row.getInt("done_runs"),
                instant(row, "created_at"),
                instantOrNull(row, "finished_at"),
                null,
                null,
                null);
    }

    private @Nullable Report report(String id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("select report from evaluation where id = ?")) {
            bind(select, id);
            try (ResultSet row = select.executeQuery()) {
                String report = row.next() ? row.getString(1) : null;
                return report == null ? null : EventJson.read(report.getBytes(StandardCharsets.UTF_8), Report.class);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read evaluations", e);
        }
    }

    private static String token(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private static String idIn(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("pageToken", "It is not one that a page gave.");
        }
    }
}
