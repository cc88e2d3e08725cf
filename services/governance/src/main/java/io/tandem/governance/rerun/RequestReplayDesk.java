package io.tandem.governance.rerun;

import io.tandem.events.AgentRecord;
import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.governance.evaluation.EvaluationDesk;
import io.tandem.governance.judge.JudgeDesk;
import io.tandem.governance.publish.Publication;
import io.tandem.governance.recorded.Course;
import io.tandem.governance.recorded.RecordedTasks;
import io.tandem.governance.rerun.RequestReplay.Change;
import io.tandem.governance.rerun.RequestReplay.State;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Replays of requests as others meet them. Builders, operators, approvers and administrators of the agent's
/// team ask for one, over requests that they may read: their own, and those of the team for who answers for it.
/// Everybody of the team sees the sums, and the words of requests that they may read.
public final class RequestReplayDesk implements AutoCloseable {
    private static final Set<String> MAY_ASK = Set.of("builder", "operator", "approver", "admin");
    private static final Set<String> ANSWER_FOR_TEAM = Set.of("operator", "approver", "auditor", "admin");
    private static final int MOST_DAYS = 30;
    private static final int MOST_REQUESTS = 500;

    private final DataSource dataSource;
    private final Publication publication;
    private final EvaluationDesk evaluations;
    private final RecordedTasks recorded;
    private final Comparison comparison;
    private final Clock clock;
    private final RequestReplayer replayer;

    /// Starts working on replays.
    ///
    /// @param evaluations by whom agents are asked as governance
    /// @param judges of whom one may say that other words say the same
    /// @param taskTimeout after it a request that has not ended is given up
    public RequestReplayDesk(
            DataSource dataSource,
            Publication publication,
            EvaluationDesk evaluations,
            JudgeDesk judges,
            Clock clock,
            String node,
            Duration taskTimeout) {
        this.dataSource = dataSource;
        this.publication = publication;
        this.evaluations = evaluations;
        this.recorded = new RecordedTasks(dataSource);
        this.comparison = new Comparison(judges, evaluations::published);
        this.clock = clock;
        this.replayer = new RequestReplayer(
                        dataSource,
                        evaluations.tasks(),
                        comparison,
                        evaluations::ready,
                        new RequestReplayer.Pace(node, taskTimeout))
                .start();
    }

    @Override
    public void close() {
        replayer.close();
    }

    /// What somebody asks for.
    ///
    /// @param days how far back
    /// @param most how many requests at most, the newest ones
    /// @param judge that says whether other words say the same; null for nobody
    record Wish(
            String agent,
            String version,
            int days,
            int most,
            @Nullable String judge) {}

    /// @throws ProblemException NOT_FOUND, FORBIDDEN, INVALID_REQUEST, or CONFLICT without a request to replay
    RequestReplay ask(Caller caller, Wish wish) {
        AgentRecord.Version version = askable(caller, wish);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<String> tasks = sample(caller, version, wish);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            RequestReplay replay = new RequestReplay(
                    "rpl-" + UUID.randomUUID(),
                    version.name(),
                    version.version(),
                    version.team(),
                    caller.id(),
                    wish.days(),
                    wish.judge(),
                    State.WAITING,
                    null,
                    tasks.size(),
                    0,
                    now,
                    null,
                    null,
                    null);
            RequestReplayRows.begin(connection, replay, tasks);
            audit(
                    connection,
                    "requests.replayed",
                    caller,
                    replay,
                    Map.of("days", wish.days(), "requests", tasks.size()));
            connection.commit();
            publication.hint();
            return replay;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private AgentRecord.Version askable(Caller caller, Wish wish) {
        AgentRecord.Version version = evaluations
                .published(wish.agent() + "@" + wish.version())
                .flatMap(AgentRecord::asVersion)
                .filter(found -> sees(caller, found.team()))
                .orElseThrow(RequestReplayDesk::notFound);
        mayAsk(caller);
        if (wish.days() < 1 || wish.days() > MOST_DAYS) {
            throw ProblemException.invalid("days", "It is between 1 and " + MOST_DAYS + ".");
        }
        if (wish.most() < 1 || wish.most() > MOST_REQUESTS) {
            throw ProblemException.invalid("most", "It is between 1 and " + MOST_REQUESTS + ".");
        }
        if (wish.judge() != null) {
            comparison.check(version, wish.judge());
        }
        return version;
    }

    /// The newest requests that the caller may read and whose text is still there.
    private List<String> sample(Caller caller, AgentRecord.Version version, Wish wish) {
        boolean all = caller.roles().stream().anyMatch(ANSWER_FOR_TEAM::contains);
        Instant since = clock.instant().minus(Duration.ofDays(wish.days()));
        List<String> known;
        try (Connection connection = dataSource.getConnection()) {
            known = RequestReplayRows.sample(
                    connection,
                    new RequestReplayRows.Wanted(
                            version.name(), version.team(), all ? null : caller.id(), since, wish.most()));
        } catch (SQLException e) {
            throw unreadable(e);
        }
        List<String> tasks =
                known.stream().filter(task -> recorded.course(task).isPresent()).toList();
        if (tasks.isEmpty()) {
            throw new ProblemException(
                    CommonProblem.CONFLICT,
                    "There is no request of the last %d days to %s that you may read. Take more days, or ask an operator."
                            .formatted(wish.days(), version.name()));
        }
        return tasks;
    }

    private static void mayAsk(Caller caller) {
        if (caller.roles().stream().noneMatch(MAY_ASK::contains)) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN,
                    "Builders, operators, approvers and administrators replay requests and cancel that.");
        }
    }

    List<RequestReplay> all(Caller caller, @Nullable String agent) {
        try (Connection connection = dataSource.getConnection()) {
            return RequestReplayRows.all(connection, teams(caller), agent);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /// @throws ProblemException NOT_FOUND
    RequestReplay one(Caller caller, String id) {
        RequestReplay replay;
        List<RequestReplayRows.Line> lines;
        try (Connection connection = dataSource.getConnection()) {
            replay = seen(connection, caller, id);
            lines = RequestReplayRows.lines(connection, id);
        } catch (SQLException e) {
            throw unreadable(e);
        }
        List<RequestReplay.Line> shown = new ArrayList<>();
        List<Totals.Pair> pairs = new ArrayList<>();
        for (RequestReplayRows.Line line : lines) {
            Optional<Course> then = recorded.course(line.task());
            Optional<Course> now = line.again() == null ? Optional.empty() : recorded.course(line.again());
            if (then.isPresent() && now.isPresent()) {
                pairs.add(new Totals.Pair(then.get(), now.get(), line.judged()));
            }
            boolean reads = then.isPresent() && reads(caller, then.get());
            shown.add(new RequestReplay.Line(
                    change(line, then, now),
                    reads ? then.get().input() : null,
                    run(line.task(), then, reads),
                    line.again() == null ? null : run(line.again(), now, reads)));
        }
        return replay.with(pairs.isEmpty() ? null : Totals.of(replay.version(), replay.days(), pairs), shown);
    }

    private static Change change(RequestReplayRows.Line line, Optional<Course> then, Optional<Course> now) {
        if (line.again() == null) {
            return then.isPresent() ? Change.OPEN : Change.GONE;
        }
        return then.isEmpty() || now.isEmpty()
                ? Change.GONE
                : new Totals.Pair(then.get(), now.get(), line.judged()).change();
    }

    private static RequestReplay.Run run(String task, Optional<Course> course, boolean reads) {
        return course.map(went -> new RequestReplay.Run(
                        task,
                        went.first().version(),
                        reads ? went.answer() : null,
                        went.state(),
                        went.calls().stream()
                                .map(call -> new RequestReplay.Called(
                                        call.tool(), reads ? call.arguments() : null, call.recorded()))
                                .toList(),
                        went.cost(),
                        went.seconds()))
                .orElseGet(() -> new RequestReplay.Run(task, null, null, null, List.of(), null, null));
    }

    /// Cancels it; what was asked already stays.
    ///
    /// @throws ProblemException NOT_FOUND, FORBIDDEN, or CONFLICT if it is over
    RequestReplay cancel(Caller caller, String id) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            RequestReplay replay = seen(connection, caller, id);
            mayAsk(caller);
            if (!RequestReplayRows.end(connection, id, State.CANCELED, null)) {
                throw new ProblemException(CommonProblem.CONFLICT, "This replay is over already.");
            }
            audit(connection, "requests.replay-cancelled", caller, replay, Map.of("replay", id));
            connection.commit();
        } catch (SQLException e) {
            throw unreadable(e);
        }
        publication.hint();
        return one(caller, id);
    }

    private void audit(
            Connection connection, String action, Caller caller, RequestReplay replay, Map<String, ?> details)
            throws SQLException {
        publication.audit(
                connection,
                new AuditEvent(
                        AuditEvent.SCHEMA,
                        action,
                        caller.id(),
                        replay.team(),
                        replay.agent() + "@" + replay.version(),
                        "allowed",
                        null,
                        EventJson.toTree(details),
                        clock.instant()));
    }

    private static RequestReplay seen(Connection connection, Caller caller, String id) throws SQLException {
        return RequestReplayRows.one(connection, teams(caller), id).orElseThrow(RequestReplayDesk::notFound);
    }

    private static boolean reads(Caller caller, Course then) {
        return then.owner().equals(caller.id()) || caller.roles().stream().anyMatch(ANSWER_FOR_TEAM::contains);
    }

    private static boolean sees(Caller caller, String team) {
        @Nullable Set<String> teams = teams(caller);
        return teams == null || teams.contains(team);
    }

    private static @Nullable Set<String> teams(Caller caller) {
        return caller.roles().contains("auditor") || caller.roles().contains("admin") ? null : caller.teams();
    }

    private static ProblemException notFound() {
        return new ProblemException(CommonProblem.NOT_FOUND, "There is no such agent version or replay.");
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("replays cannot be read or written", e);
    }
}
