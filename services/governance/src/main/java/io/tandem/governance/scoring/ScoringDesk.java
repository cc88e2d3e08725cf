package io.tandem.governance.scoring;

import io.tandem.events.AgentRecord;
import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.governance.audit.AuditDesk;
import io.tandem.governance.check.AnyRun;
import io.tandem.governance.judge.JudgeDesk;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.recorded.RecordedTasks;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/// Scores of real runs as others meet them: people see those of their teams' agents, auditors and administrators all;
/// builders, operators and administrators say how many there are.
public final class ScoringDesk implements AutoCloseable {
    private static final Set<String> MAY_CHANGE = Set.of("builder", "operator", "admin");
    private static final String NOTHING =
            " There is nothing to score by: its active version has no limit or prohibition that all its cases share, and no"
                    + " judge.";
    private static final int DAYS = 30;
    private static final int WHOLE = 100;
    private static final int MOST_A_DAY = 10_000;

    private final DataSource dataSource;
    private final Publication publication;
    private final Function<String, Optional<AgentRecord>> agents;
    private final Clock clock;
    private final Scorer scorer;

    /// Starts scoring.
    ///
    /// @param agents the view of `registry.agents` by key
    /// @param scored told the agents with new scores
    public ScoringDesk(
            DataSource dataSource,
            Publication publication,
            JudgeDesk judges,
            Function<String, Optional<AgentRecord>> agents,
            Consumer<Collection<String>> scored,
            Clock clock) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.agents = agents;
        this.clock = clock;
        RecordedTasks recorded = new RecordedTasks(dataSource);
        this.scorer = new Scorer(dataSource, recorded::course, judges, agents, scored, clock).start();
    }

    @Override
    public void close() {
        scorer.close();
    }

    /// @throws ProblemException NOT_FOUND
    AgentScoring of(Caller caller, String agent) {
        AgentRecord.Pointer known = seen(caller, agent);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Instant from = today.minusDays(DAYS - 1).atStartOfDay(ZoneOffset.UTC).toInstant();
        try (Connection connection = dataSource.getConnection()) {
            ScoringTerms terms = ScoreRows.terms(connection, agent);
            int counted = ScoreRows.counted(connection, agent, today);
            boolean usedUp = terms.share() > 0 && counted >= terms.runsADay();
            return new AgentScoring(
                    agent,
                    terms.share(),
                    terms.runsADay(),
                    terms.changedBy(),
                    terms.changedAt(),
                    counted,
                    usedUp,
                    sentence(terms, counted) + (canBeScored(known) ? "" : NOTHING),
                    ScoreRows.versions(connection, agent, from),
                    ScoreRows.fellShort(connection, agent, from));
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private boolean canBeScored(AgentRecord.Pointer known) {
        return Scorer.spec(agents.apply(known.name() + "@" + known.activeVersion()))
                .filter(spec -> AnyRun.asks(spec.evaluation().cases()))
                .isPresent();
    }

    private static String sentence(ScoringTerms terms, int counted) {
        if (terms.share() == 0) {
            return "No run is scored: the share is 0 %.";
        }
        String share = terms.share() + " % of its runs are scored, at most " + terms.runsADay() + " a day; ";
        return counted >= terms.runsADay()
                ? share + "the budget of today is used up, and it goes on tomorrow (UTC)."
                : share + counted + " today.";
    }

    /// Changes how many runs are scored, from the next one on.
    ///
    /// @throws ProblemException NOT_FOUND, FORBIDDEN, INVALID_REQUEST
    AgentScoring change(Caller caller, String agent, int share, int runsADay) {
        AgentRecord.Pointer known = seen(caller, agent);
        if (caller.roles().stream().noneMatch(MAY_CHANGE::contains)) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Builders, operators and administrators of its team change this.");
        }
        if (share < 0 || share > WHOLE) {
            throw ProblemException.invalid("share", "It is a percentage from 0 to 100; 0 turns scoring off.");
        }
        if (runsADay < 1 || runsADay > MOST_A_DAY) {
            throw ProblemException.invalid("runsADay", "It is from 1 to " + MOST_A_DAY + ".");
        }
        Instant now = clock.instant();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            ScoreRows.set(connection, agent, new ScoringTerms(share, runsADay, caller.id(), now));
            publication.audit(
                    connection,
                    new AuditEvent(
                            AuditEvent.SCHEMA,
                            "scoring.changed",
                            caller.id(),
                            known.team(),
                            agent,
                            "allowed",
                            null,
                            EventJson.toTree(Map.of("share", share, "runsADay", runsADay)),
                            now));
            connection.commit();
        } catch (SQLException e) {
            throw unreadable(e);
        }
        publication.hint();
        return of(caller, agent);
    }

    private AgentRecord.Pointer seen(Caller caller, String agent) {
        return agents.apply(agent)
                .filter(AgentRecord.Pointer.class::isInstance)
                .map(AgentRecord.Pointer.class::cast)
                .filter(found -> AuditDesk.readsAll(caller) || caller.teams().contains(found.team()))
                .orElseThrow(() -> new ProblemException(
                        CommonProblem.NOT_FOUND, "There is no agent " + agent + " of your teams."));
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("scores cannot be read or written", e);
    }
}
