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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Scores runs one after another, the oldest first. A run is scored within an hour of its end or never: what could not
/// be done meanwhile, for lack of a model or of budget, is no backlog.
final class Scorer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Scorer.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration REACH = Duration.ofHours(1);

    private final DataSource dataSource;
    private final Function<String, Optional<Course>> recorded;
    private final JudgeDesk judges;
    private final Function<String, Optional<AgentRecord>> agents;
    private final Consumer<Collection<String>> scored;
    private final Clock clock;
    private final Thread thread = Thread.ofVirtual().name("run-scorer").unstarted(this::run);

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
        thread.start();
        return this;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                try {
                    look();
                } catch (ModelAway e) {
                    LOG.debugf("runs are scored later: %s", e.why());
                } catch (SQLException | RuntimeException e) {
                    LOG.warnf("runs are scored later: %s", e.getMessage());
                    LOG.debug("scores", e);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the scorer ends with its service");
        }
    }

    /// Scores what is due now.
    ///
    /// @throws ModelAway if a judge cannot be asked now; the run is due again
    void look() throws SQLException {
        Instant now = clock.instant();
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<ScoreRows.Due> due;
        try (Connection connection = dataSource.getConnection()) {
            due = ScoreRows.due(connection, now.minus(REACH), day);
        }
        for (ScoreRows.Due run : due) {
            // While the ledger has not all of it, it is due again.
            Optional<Course> course = recorded.apply(run.task());
            if (course.isPresent() && claimed(run, day)) {
                score(run, course.get());
                scored.accept(Set.of(run.agent()));
            }
        }
    }

    private boolean claimed(ScoreRows.Due run, LocalDate day) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return ScoreRows.claim(connection, run, day);
        }
    }

    private void score(ScoreRows.Due run, Course course) throws SQLException {
        try {
            List<CheckResult> checks = checks(run, course);
            try (Connection connection = dataSource.getConnection()) {
                ScoreRows.keep(connection, run.task(), checks.isEmpty() ? null : fellShort(checks), clock.instant());
            }
        } catch (ModelAway e) {
            try (Connection connection = dataSource.getConnection()) {
                ScoreRows.release(connection, run.task());
            }
            throw e;
        }
    }

    /// Empty where its version has nothing to score it by. No connection is held while a model thinks.
    private List<CheckResult> checks(ScoreRows.Due run, Course course) {
        AgentDefinition.Spec spec =
                spec(agents.apply(run.agent() + "@" + run.version())).orElse(null);
        if (spec == null) {
            return List.of();
        }
        List<AgentDefinition.Case> cases = spec.evaluation().cases();
        List<CheckResult> checks = new ArrayList<>(AnyRun.checks(cases, facts(course)));
        for (String judge : AnyRun.judges(cases)) {
            judges.counted(new JudgeDesk.Answer(course.team(), judge, course.input(), course.answer(), spec.tier()))
                    .ifPresent(checks::add);
        }
        return checks;
    }

    /// What a version is; empty for what is none.
    static Optional<AgentDefinition.Spec> spec(Optional<AgentRecord> record) {
        return record.filter(AgentRecord.Version.class::isInstance)
                .map(AgentRecord.Version.class::cast)
                .map(AgentRecord.Version::definition)
                .map(AgentDefinition::spec);
    }

    /// What each asked for. A judge is told by its name, and not by all that its rubric says.
    private static List<String> fellShort(List<CheckResult> checks) {
        return checks.stream()
                .filter(CheckResult::fails)
                .map(check -> check.check() + ": "
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
