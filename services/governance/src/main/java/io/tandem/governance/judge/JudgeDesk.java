package io.tandem.governance.judge;

import io.tandem.events.AgentDefinition.Tier;
import io.tandem.events.JudgeStanding;
import io.tandem.governance.check.CheckResult;
import io.tandem.governance.check.Judgement;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.router.ModelAway;
import io.tandem.governance.router.Models;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Judges as others meet them. People see those of their teams, auditors and administrators all; builders and
/// administrators say what a rubric is. Labels are [LabelDesk]'s.
public final class JudgeDesk implements AutoCloseable {
    private static final Set<String> MAY_CHANGE = Set.of("builder", "admin");
    private static final List<Tier> TIERS = List.of(Tier.fast, Tier.deep);
    private static final int LONGEST = 4000;

    private final DataSource dataSource;
    private final Publication publication;
    private final Clock clock;
    private final Models models;
    private final Judging judging;
    private final Calibrator calibrator;
    private final LabelDesk labels;

    /// Starts working on calibrations.
    ///
    /// @param node this process's name, the same after a restart
    public JudgeDesk(DataSource dataSource, Publication publication, Models models, Clock clock, String node) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.clock = clock;
        this.models = models;
        this.judging = new Judging(models.ask());
        this.calibrator = new Calibrator(dataSource, publication, judging, clock, node).start();
        this.labels = new LabelDesk(dataSource, publication, clock);
        tell();
    }

    /// Tells others of each judge again: what they go by may be younger than the judge.
    private void tell() {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            JudgeRows.hold(connection);
            for (JudgeRows.Row judge : JudgeRows.all(connection, null)) {
                publication.publish(
                        connection,
                        Standing.published(
                                judge, CalibrationRows.done(connection, judge.team(), judge.name()), clock.instant()));
            }
            connection.commit();
        } catch (SQLException e) {
            throw unreadable(e);
        }
        publication.hint();
    }

    @Override
    public void close() {
        calibrator.close();
    }

    LabelDesk labels() {
        return labels;
    }

    List<Judge> all(Caller caller) {
        Map<Tier, String> models = now();
        try (Connection connection = dataSource.getConnection()) {
            List<Judge> all = new ArrayList<>();
            for (JudgeRows.Row row : JudgeRows.all(connection, LabelDesk.teams(caller))) {
                all.add(judge(connection, row, models));
            }
            return all;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /// @throws ProblemException NOT_FOUND
    Judge one(Caller caller, String team, String name) {
        Map<Tier, String> models = now();
        try (Connection connection = dataSource.getConnection()) {
            return judge(connection, LabelDesk.seen(connection, caller, team, name), models);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /// Makes a judge, or gives it another rubric.
    Judge save(Caller caller, String team, String name, @Nullable String rubric) {
        if (!LabelDesk.sees(caller, team) || caller.roles().stream().noneMatch(MAY_CHANGE::contains)) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Builders of the team and administrators say what a rubric is.");
        }
        if (!name.matches("[a-z][a-z0-9-]{0,62}")) {
            throw ProblemException.invalid(
                    "name", "Lower-case letters, digits and hyphens, a letter first, at most 63.");
        }
        if (rubric == null || rubric.isBlank() || rubric.length() > LONGEST) {
            throw ProblemException.invalid(
                    "rubric", "Say in at most " + LONGEST + " characters what an answer has to meet.");
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            JudgeRows.Row judge = new JudgeRows.Row(
                    team, name, rubric.strip(), caller.id(), clock.instant(), new Standing.Labelled(0, 0));
            JudgeRows.save(connection, judge);
            publication.publish(
                    connection,
                    Standing.published(judge, CalibrationRows.done(connection, team, name), judge.changedAt()));
            labels.audit(connection, "judge.saved", caller, judge, Map.of("rubric", judge.rubric()));
            connection.commit();
        } catch (SQLException e) {
            throw unreadable(e);
        }
        publication.hint();
        return one(caller, team, name);
    }

    /// Asks for a comparison with people's labels, on one tier or on both.
    ///
    /// @throws ProblemException CONFLICT without labels enough, or while one goes on
    Judge calibrate(Caller caller, String team, String name, @Nullable Tier tier) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            JudgeRows.Row row = LabelDesk.seen(connection, caller, team, name);
            LabelDesk.mayLabel(caller);
            if (!row.labelled().enough()) {
                throw new ProblemException(
                        CommonProblem.CONFLICT,
                        Standing.of(new Standing.Known(row.labelled(), null, null, new Calibration.Basis("", "")), null)
                                .sentence());
            }
            List<Label> known = LabelRows.of(connection, team, name);
            Calibration.Basis basis = new Calibration.Basis(Hash.of(row.rubric()), LabelRows.hash(known));
            Map<Tier, CalibrationRows.Row> newest = CalibrationRows.newest(connection, team, name);
            for (Tier one : tier == null ? TIERS : List.of(tier)) {
                CalibrationRows.Row last = newest.get(one);
                if (last != null && last.calibration().finishedAt() == null) {
                    throw new ProblemException(
                            CommonProblem.CONFLICT, "It is being calibrated on " + one + " already. Wait for its end.");
                }
                CalibrationRows.ask(
                        connection,
                        new CalibrationRows.Work(CalibrationRows.newId(), team, name, one, basis, caller.id()),
                        known.size(),
                        clock.instant());
            }
            labels.audit(connection, "judge.calibration-asked", caller, row, Map.of("labels", known.size()));
            connection.commit();
        } catch (SQLException e) {
            throw unreadable(e);
        }
        publication.hint();
        return one(caller, team, name);
    }

    /// What is judged in a run.
    ///
    /// @param tier that gave the answer; the other one judges
    public record Answer(String team, String judge, String input, String text, Tier tier) {}

    /// What a judge says of an answer, and whether it counts.
    ///
    /// @throws ModelAway if no model answers now
    public CheckResult check(Answer answer) {
        Tier tier = JudgeStanding.unlike(answer.tier());
        Asked asked = asked(answer, tier).orElse(null);
        if (asked == null) {
            String why = unknown(answer.team(), answer.judge());
            return new CheckResult(
                    "judge",
                    answer.judge(),
                    false,
                    "Nobody judged it.",
                    new Judgement(answer.judge(), Judgement.Said.UNDECIDED, tier, null, false, why));
        }
        return said(answer, tier, asked);
    }

    /// What a judge says of an answer, if that counts. Where it is advice, nobody is asked.
    ///
    /// @throws ModelAway if no model answers now
    public Optional<CheckResult> counted(Answer answer) {
        Tier tier = JudgeStanding.unlike(answer.tier());
        return asked(answer, tier)
                .filter(asked -> Standing.of(asked.known(), now(tier)).counts())
                .map(asked -> said(answer, tier, asked))
                .filter(result ->
                        result.judgement() != null && result.judgement().counts());
    }

    /// Why what a judge says of answers of a tier does not count; empty if it does.
    public Optional<String> advice(String team, String judge, Tier answered) {
        Tier tier = JudgeStanding.unlike(answered);
        Asked asked = asked(new Answer(team, judge, "", "", answered), tier).orElse(null);
        if (asked == null) {
            return Optional.of(unknown(team, judge));
        }
        Standing.Said said = Standing.of(asked.known(), now(tier));
        return said.counts() ? Optional.empty() : Optional.of(said.sentence());
    }

    private static String unknown(String team, String judge) {
        return "Advice only: team %s has no judge %s. Make it under Judges.".formatted(team, judge);
    }

    private CheckResult said(Answer answer, Tier tier, Asked asked) {
        String rubric = asked.judge().rubric();
        Judging.Verdict verdict =
                judging.judge(new Judging.Matter(answer.team(), rubric, answer.input(), answer.text()), tier);
        Standing.Said standing = Standing.of(asked.known(), verdict.model());
        return new CheckResult(
                "judge",
                rubric,
                verdict.said() == Judgement.Said.PASS,
                verdict.reason(),
                new Judgement(
                        answer.judge(), verdict.said(), tier, verdict.model(), standing.counts(), standing.sentence()));
    }

    private record Asked(JudgeRows.Row judge, Standing.Known known) {}

    /// No connection is held while a model thinks.
    private Optional<Asked> asked(Answer answer, Tier tier) {
        try (Connection connection = dataSource.getConnection()) {
            JudgeRows.Row row =
                    JudgeRows.one(connection, answer.team(), answer.judge()).orElse(null);
            return row == null
                    ? Optional.empty()
                    : Optional.of(new Asked(
                            row,
                            known(
                                    connection,
                                    row,
                                    CalibrationRows.newest(connection, row.team(), row.name())
                                            .get(tier))));
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /// The model that would judge on a tier; null while nobody tells.
    private @Nullable String now(Tier tier) {
        return models.first().apply(tier).orElse(null);
    }

    /// Of both tiers, as far as anybody tells. Nobody holds a connection meanwhile.
    private Map<Tier, String> now() {
        Map<Tier, String> now = new EnumMap<>(Tier.class);
        TIERS.forEach(tier -> models.first().apply(tier).ifPresent(model -> now.put(tier, model)));
        return now;
    }

    private static Judge judge(Connection connection, JudgeRows.Row row, Map<Tier, String> models) throws SQLException {
        Map<Tier, CalibrationRows.Row> newest = CalibrationRows.newest(connection, row.team(), row.name());
        List<Judge.OnTier> tiers = new ArrayList<>();
        for (Tier tier : TIERS) {
            Standing.Known known = known(connection, row, newest.get(tier));
            Standing.Said said = Standing.of(known, models.get(tier));
            tiers.add(new Judge.OnTier(tier, said.counts(), said.sentence(), known.newest()));
        }
        return new Judge(
                row.team(),
                row.name(),
                row.rubric(),
                row.changedBy(),
                row.changedAt(),
                row.labelled().good(),
                row.labelled().bad(),
                Standing.NEEDED,
                tiers);
    }

    private static Standing.Known known(Connection connection, JudgeRows.Row row, CalibrationRows.@Nullable Row newest)
            throws SQLException {
        return new Standing.Known(
                row.labelled(),
                newest == null ? null : newest.calibration(),
                newest == null ? null : newest.basis(),
                new Calibration.Basis(
                        Hash.of(row.rubric()), LabelRows.hash(LabelRows.of(connection, row.team(), row.name()))));
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("judges cannot be read or written", e);
    }
}
