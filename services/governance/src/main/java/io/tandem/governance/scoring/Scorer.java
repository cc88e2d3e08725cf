package io.tandem.governance.scoring;

import io.tandem.a2a.TaskState;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.governance.check.AnyRun;
import io.tandem.governance.check.CheckResult;
import io.tandem.governance.check.Facts;
import io.tandem.governance.check.ToolUse;
import io.tandem.governance.judge.JudgeDesk;
import io.tandem.governance.recorded.Course;
import io.tandem.governance.router.ModelAway;
import io.tandem.kit.rounds.Rounds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Scores runs one after another, the oldest first. A run is scored within an hour of its end or never: what could not
/// be done meanwhile, for lack of a model or of budget, is no backlog.
final class Scorer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Scorer.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration REACH = Duration.ofHours(1);
    private static final Duration REST = Duration.ofMinutes(5);

    private final DataSource dataSource;
    private final Function<String, Optional<Course>> recorded;
    private final JudgeDesk judges;
    private final Function<String, Optional<AgentRecord>> agents;
    private final Consumer<Collection<String>> scored;
    private final Clock clock;

    /// Until when nobody asks a judge again, by agent. Its budget, its tier's models or its question kept the last one
    /// from an answer, and the others are not to wait for that.
    private final Map<String, Instant> resting = new HashMap<>();

    private final Rounds rounds = new Rounds("run-scorer", "scoring runs", LOOK, this::look);

    /// @param recorded how a task went; empty while that is not all on record
    /// @param agents the view of `registry.agents` by key
    /// @param scored told the agents with new scores
    Scorer(
            DataSource dataSource,
            Function<String, Optional<Course>> recorded,
            JudgeDesk judges,
            Function<String, Optional<AgentRecord>> agents,
            Consumer<Collection<String>> scored,
            Clock clock) {
        this.dataSource = dataSource;
        this.recorded = recorded;
        this.judges = judges;
        this.agents = agents;
        this.scored = scored;
        this.clock = clock;
    }

    Scorer start() {
        rounds.start();
        return this;
    }

    @Override
    public void close() {
        rounds.close();
    }

    /// What is said of a run, and by whom.
    ///
    /// @param judges that count; nobody asks the others
    private record Plan(Course course, AgentDefinition.Spec spec, List<String> judges) {}

    /// Scores what is due now. A run whose judge does not answer is due again when its lease ends.
    void look() throws SQLException {
        Instant now = clock.instant();
        resting.values().removeIf(until -> !until.isAfter(now));
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<ScoreRows.Due> due;
        try (Connection connection = dataSource.getConnection()) {
            due = ScoreRows.due(connection, now.minus(REACH), day, resting.keySet());
        }
        for (ScoreRows.Due run : due) {
            if (!resting.containsKey(run.agent())) {
                Plan plan = plan(run).orElse(null);
                if (plan != null && claimed(run, day, !plan.judges().isEmpty())) {
                    score(run, plan);
                }
            }
        }
    }

    /// Empty while the ledger has not all of the run, or nobody knows its version; it is due again then.
    private Optional<Plan> plan(ScoreRows.Due run) {
        AgentDefinition.Spec spec =
                spec(agents.apply(run.agent() + "@" + run.version())).orElse(null);
        if (spec == null) {
            return Optional.empty();
        }
        return recorded.apply(run.task())
                .map(course -> new Plan(
                        course,
                        spec,
                        AnyRun.judges(spec.evaluation().cases()).stream()
                                .filter(judge -> judges.advice(course.team(), judge, spec.tier())
                                        .isEmpty())
                                .toList()));
    }

    private boolean claimed(ScoreRows.Due run, LocalDate day, boolean asked) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return ScoreRows.claim(connection, run, day, asked);
        }
    }

    private void score(ScoreRows.Due run, Plan plan) throws SQLException {
        List<CheckResult> checks;
        try {
            checks = checks(plan);
        } catch (ModelAway e) {
            LOG.debugf("task %s is scored later: %s", run.task(), e.why());
            resting.put(run.agent(), clock.instant().plus(REST));
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            ScoreRows.keep(
                    connection,
                    run.task(),
                    named(checks.stream()),
                    named(checks.stream().filter(CheckResult::fails)),
                    clock.instant());
        }
        scored.accept(Set.of(run.agent()));
    }

    /// Empty where its version has nothing to score it by. No connection is held while a model thinks.
    private List<CheckResult> checks(Plan plan) {
        Course course = plan.course();
        AgentDefinition.Spec spec = plan.spec();
        List<CheckResult> checks =
                new ArrayList<>(AnyRun.checks(spec.evaluation().cases(), facts(course)));
        for (String judge : plan.judges()) {
            judges.counted(new JudgeDesk.Answer(course.team(), judge, course.input(), course.answer(), spec.tier()))
                    .ifPresent(checks::add);
        }
        return checks;
    }

    /// What a version is; empty for what is none.
    static Optional<AgentDefinition.Spec> spec(Optional<AgentRecord> record) {
        return record.flatMap(AgentRecord::asVersion)
                .map(AgentRecord.Version::definition)
                .map(AgentDefinition::spec);
    }

    /// What each asks for. A judge is told by its name, and not by all that its rubric says.
    private static List<String> named(Stream<CheckResult> checks) {
        return checks.map(check -> check.check() + ": "
                        + (check.judgement() == null
                                ? check.expected()
                                : check.judgement().judge()))
                .toList();
    }

    private static Facts facts(Course course) {
        return new Facts(
                TaskState.valueOf(course.state()),
                course.answer(),
                course.endReason(),
                course.calls().stream()
                        .map(call -> new ToolUse(call.tool(), call.arguments()))
                        .toList(),
                List.of(),
                course.cost(),
                course.seconds());
    }
}
