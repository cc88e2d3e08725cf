package io.tandem.governance.judge;

import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.recorded.RecordedTasks;
import io.tandem.governance.router.ModelAway;
import io.tandem.kit.rounds.Rounds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Works through calibrations, one labelled answer after another. One that a restart cut off begins anew.
final class Calibrator implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final DataSource dataSource;
    private final Publication publication;
    private final RecordedTasks recorded;
    private final Judging judging;
    private final Clock clock;
    private final String worker;
    private final Rounds rounds = new Rounds("judge-calibrator", "calibrating judges", LOOK, this::look);

    /// @param worker this process's name, the same after a restart
    Calibrator(DataSource dataSource, Publication publication, Judging judging, Clock clock, String worker) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.recorded = new RecordedTasks(dataSource);
        this.judging = judging;
        this.clock = clock;
        this.worker = worker;
    }

    Calibrator start() {
        rounds.start();
        return this;
    }

    @Override
    public void close() {
        rounds.close();
    }

    private void look() throws SQLException, InterruptedException {
        CalibrationRows.@Nullable Work work = claim();
        if (work != null) {
            calibrate(work);
        }
    }

    private CalibrationRows.@Nullable Work claim() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return CalibrationRows.claim(connection, worker);
        }
    }

    private void calibrate(CalibrationRows.Work work) throws SQLException {
        JudgeRows.Row judge;
        List<Label> labels;
        try (Connection connection = dataSource.getConnection()) {
            judge = JudgeRows.one(connection, work.team(), work.judge()).orElseThrow();
            labels = LabelRows.of(connection, work.team(), work.judge());
        }
        if (!work.basis().equals(new Calibration.Basis(Hash.of(judge.rubric()), LabelRows.hash(labels)))) {
            giveUp(work, "Rubric or labels changed after it was asked for. Calibrate it again.");
            return;
        }
        List<Calibration.Judged> judged = new ArrayList<>();
        @Nullable String model = null;
        for (Label label : labels) {
            Optional<Label> whole = whole(label);
            if (whole.isEmpty()) {
                giveUp(
                        work,
                        "The text of task " + label.task() + " is gone. Remove its label, and calibrate it again.");
                return;
            }
            Judging.Verdict verdict;
            try {
                verdict = judging.judge(
                        new Judging.Matter(
                                work.team(),
                                judge.rubric(),
                                String.valueOf(whole.get().input()),
                                String.valueOf(whole.get().answer())),
                        work.tier());
            } catch (ModelAway e) {
                giveUp(work, e.why() + " Calibrate it again.");
                return;
            }
            if (model != null && verdict.model() != null && !model.equals(verdict.model())) {
                giveUp(work, "First " + model + " answered, then " + verdict.model() + ". Calibrate it again.");
                return;
            }
            model = verdict.model() == null ? model : verdict.model();
            judged.add(new Calibration.Judged(label.id(), label.meets(), verdict.said(), verdict.reason()));
            try (Connection connection = dataSource.getConnection()) {
                CalibrationRows.hold(connection, work.id(), judged.size());
            }
        }
        finish(work, model == null ? "none" : model, Calibration.Result.of(judged));
    }

    /// A label of a task with the text of its task.
    private Optional<Label> whole(Label label) {
        return label.task() == null
                ? Optional.of(label)
                : recorded.course(label.task()).map(said -> label.with(said.input(), said.answer()));
    }

    private void giveUp(CalibrationRows.Work work, String why) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            CalibrationRows.giveUp(connection, work.id(), why, clock.instant());
        }
    }

    private void finish(CalibrationRows.Work work, String model, Calibration.Result result) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            if (CalibrationRows.finish(connection, work.id(), model, result, clock.instant())) {
                publication.publish(
                        connection,
                        Standing.published(
                                JudgeRows.one(connection, work.team(), work.judge())
                                        .orElseThrow(),
                                CalibrationRows.done(connection, work.team(), work.judge()),
                                clock.instant()));
                publication.audit(
                        connection,
                        new AuditEvent(
                                AuditEvent.SCHEMA,
                                "judge.calibrated",
                                work.askedBy(),
                                work.team(),
                                work.judge(),
                                "allowed",
                                null,
                                EventJson.toTree(Map.of(
                                        "calibration", work.id(),
                                        "tier", work.tier().name(),
                                        "model", model,
                                        "kappa", result.kappa(),
                                        "low", result.low(),
                                        "high", result.high(),
                                        "agreement", result.agreement())),
                                clock.instant()));
            }
            connection.commit();
        }
        publication.hint();
    }
}
