package io.tandem.governance.evaluation;

import static io.tandem.governance.rows.Statements.bind;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.AuditEvent;
import io.tandem.events.Envelope;
import io.tandem.events.EvaluationResult;
import io.tandem.events.EventJson;
import io.tandem.events.Topic;
import io.tandem.governance.check.Evidence;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.verdict.Gate;
import io.tandem.governance.verdict.Report;
import io.tandem.governance.verdict.TierAdvice;
import io.tandem.kit.outbox.OutboxRecord;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The rows of evaluations that are worked on. A worker holds one for two minutes at a time; another takes over after
/// that, the same worker after a restart at once.
final class Evaluations {
    private static final String SELF = "service:tandem-governance";
    private static final String ASK = """
            insert into evaluation(id, trigger, agent, version, digest, team, asked_by, suite, against, tiers, counts,
                                   state, cases, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', ?, now()) on conflict do nothing
            """;
    private static final String CLAIM = """
            update evaluation set state = 'RUNNING', owner = ?, lease_until = now() + interval '2 minutes'
            where id = (select id from evaluation
                        where state in ('WAITING', 'RUNNING') and not_before <= now()
                          and (owner is null or owner = ? or lease_until < now())
                        order by created_at, id limit 1 for update skip locked)
            returning id, agent, version, digest, team, against, tiers, counts, suite
            """;
    private static final String HOLD = "update evaluation set lease_until = now() + interval '2 minutes' where id = ?";
    private static final String BEGIN_RUN = """
            insert into evaluation_run(evaluation, side, case_id, repetition, attempt) values (?, ?, ?, ?, 1)
            on conflict (evaluation, side, case_id, repetition) do update set attempt = evaluation_run.attempt
            returning attempt
            """;
    private static final String END_RUN = """
            update evaluation_run set evidence = ?
            where evaluation = ? and side = ? and case_id = ? and repetition = ?
            """;
    private static final String RETRY = """
            update evaluation_run set attempt = attempt + 1 where evaluation = ? and evidence is null
            """;
    private static final String POSTPONE = """
            update evaluation set problem = ?, owner = null, not_before = now() + ? * interval '1 millisecond'
            where id = ?
            """;
    private static final String GIVE_UP = """
            update evaluation set state = 'GIVEN_UP', problem = ?, finished_at = now(), owner = null where id = ?
            """;
    private static final String FINISH = """
            update evaluation set state = 'DONE', problem = null, model = ?, passed = ?, passed_cases = ?,
                                  pass_rate = ?, verdict = ?, headline = ?, report = ?, finished_at = now(),
                                  owner = null
            where id = ? and state = 'RUNNING'
            """;

    private final DataSource dataSource;
    private final Publication publication;
    private final Clock clock;

    Evaluations(DataSource dataSource, Publication publication, Clock clock) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.clock = clock;
    }

    /// Asks for an evaluation, unless the same trigger asked for it before.
    ///
    /// @return its id if it is new
    @Nullable
    String ask(Evaluation.Order order) throws SQLException {
        String id = "evl-" + UUID.randomUUID();
        AgentRecord.Version version = order.version();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            int made;
            try (PreparedStatement insert = connection.prepareStatement(ASK)) {
                bind(
                        insert,
                        id,
                        order.trigger(),
                        version.name(),
                        version.version(),
                        version.digest(),
                        version.team(),
                        order.askedBy(),
                        text(order.suite()),
                        order.against(),
                        order.tiers(),
                        order.counts(),
                        order.suite().cases().size());
                made = insert.executeUpdate();
            }
            if (made > 0) {
                audit(connection, "evaluation.asked", order.askedBy(), version, "Evaluation " + id);
            }
            connection.commit();
            publication.hint();
            return made > 0 ? id : null;
        }
    }

    /// The next one to work on, or null.
    Evaluation.@Nullable Work claim(String worker) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            bind(claim, worker, worker);
            try (ResultSet row = claim.executeQuery()) {
                return row.next()
                        ? new Evaluation.Work(
                                row.getString("id"),
                                row.getString("agent"),
                                row.getString("version"),
                                row.getString("digest"),
                                row.getString("team"),
                                row.getString("against"),
                                row.getBoolean("tiers"),
                                row.getBoolean("counts"),
                                EventJson.read(
                                        row.getString("suite").getBytes(StandardCharsets.UTF_8),
                                        AgentDefinition.Evaluation.class))
                        : null;
            }
        }
    }

    void hold(String id) throws SQLException {
        update(HOLD, id);
    }

    /// What is done of it.
    List<Evaluation.Run> done(String id) throws SQLException {
        List<Evaluation.Run> done = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select side, evidence from evaluation_run where evaluation = ? and evidence is not null")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    done.add(new Evaluation.Run(
                            Evaluation.Side.valueOf(rows.getString(1)),
                            EventJson.read(rows.getString(2).getBytes(StandardCharsets.UTF_8), Evidence.class)));
                }
            }
        }
        return done;
    }

    /// The attempt that is under way: after a restart the same one, so that its message joins the task it began.
    int attempt(String id, Evaluation.Side side, String caseId, int repetition) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement begin = connection.prepareStatement(BEGIN_RUN)) {
            bind(begin, id, side.name(), caseId, repetition);
            try (ResultSet row = begin.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    void keep(String id, Evaluation.Run run) throws SQLException {
        Evidence evidence = run.evidence();
        update(END_RUN, text(evidence), id, run.side().name(), evidence.caseId(), evidence.repetition());
    }

    /// Lets it rest; what was under way is asked anew then.
    void postpone(String id, String problem, Duration pause) throws SQLException {
        update(RETRY, id);
        update(POSTPONE, problem, pause.toMillis(), id);
    }

    void giveUp(String id, String problem) throws SQLException {
        update(GIVE_UP, problem, id);
    }

    /// The verdict, stored and published together.
    ///
    /// @param compared whether the other version answered too
    void finish(Evaluation.Work work, List<Evaluation.Run> done, boolean compared) throws SQLException {
        List<Evidence> runs = Evaluation.of(done, Evaluation.Side.candidate);
        List<Evidence> others = Evaluation.of(done, Evaluation.Side.active);
        Report decided = Gate.decide(
                work.suite(),
                new Gate.Answers(work.name(Evaluation.Side.candidate), runs),
                compared && work.against() != null
                        ? new Gate.Answers(work.name(Evaluation.Side.active), others)
                        : null);
        Report report = work.tiers() && decided.active() != null ? TierAdvice.in(decided) : decided;
        String model = models(
                work.tiers() ? Stream.concat(runs.stream(), others.stream()).toList() : runs);
        EvaluationResult result = result(work, report, Gate.rate(work.suite(), runs), model);
        Envelope envelope =
                new Envelope(work.id(), "governance", "io.tandem.evaluation.v1", result.at(), work.team(), null, null);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement finish = connection.prepareStatement(FINISH)) {
                bind(
                        finish,
                        model,
                        result.passed(),
                        result.passedCases(),
                        result.passRate(),
                        result.verdict(),
                        report.headline(),
                        text(report),
                        work.id());
                if (finish.executeUpdate() == 1) {
                    publication.publish(
                            connection,
                            OutboxRecord.event(
                                    Topic.EVALUATION_RESULTS, work.agent() + "@" + work.version(), envelope, result));
                }
            }
            connection.commit();
        }
        publication.hint();
    }

    private EvaluationResult result(Evaluation.Work work, Report report, double rate, String model) {
        return new EvaluationResult(
                EvaluationResult.SCHEMA,
                work.id(),
                work.agent(),
                work.version(),
                work.digest(),
                work.team(),
                report.passed(),
                work.suite().cases().size(),
                report.candidate().cases().passed(),
                rate,
                model,
                report.active() == null ? null : report.active().version(),
                report.verdict() == null ? null : report.verdict().name(),
                report.headline(),
                work.counts(),
                clock.instant());
    }

    private static String models(List<Evidence> runs) {
        List<String> models = runs.stream()
                .flatMap(run -> run.models().stream())
                .distinct()
                .sorted()
                .toList();
        return models.isEmpty() ? "none" : String.join(", ", models);
    }

    private static String text(Object value) {
        return new String(EventJson.write(value), StandardCharsets.UTF_8);
    }

    private void audit(Connection connection, String action, String actor, AgentRecord.Version version, String reason)
            throws SQLException {
        publication.audit(
                connection,
                new AuditEvent(
                        AuditEvent.SCHEMA,
                        action,
                        actor,
                        version.team(),
                        version.key(),
                        "allowed",
                        reason,
                        null,
                        clock.instant()));
    }

    private void update(String sql, Object... values) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, values);
            update.executeUpdate();
        }
    }

    /// Who asks when a version moves by itself.
    static String self() {
        return SELF;
    }
}
