package io.tandem.governance.rerun;

import io.tandem.a2a.A2aException;
import io.tandem.a2a.Message;
import io.tandem.a2a.Task;
import io.tandem.events.ReplayOf;
import io.tandem.governance.evaluation.AgentTasks;
import io.tandem.governance.recorded.Course;
import io.tandem.governance.recorded.RecordedTasks;
import io.tandem.governance.router.ModelAway;
import io.tandem.kit.rounds.Rounds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Works through replays, one request after another. Each is asked as governance, with the name of the task whose
/// record answers instead of tools and peers; the same message id joins the same task after a restart.
final class RequestReplayer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RequestReplayer.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LEDGER = Duration.ofSeconds(60);
    private static final Set<String> NOT_ITS_FAULT = Set.of("MODEL_UNAVAILABLE", "AGENT_SUSPENDED", "HALTED");

    private final DataSource dataSource;
    private final AgentTasks tasks;
    private final RecordedTasks recorded;
    private final Comparison comparison;
    private final BooleanSupplier ready;
    private final Pace pace;
    private final Rounds rounds = new Rounds("request-replayer", "replaying requests", LOOK, this::look);

    /// @param worker this process's name, the same after a restart
    /// @param taskTimeout after it a request that has not ended is given up
    record Pace(String worker, Duration taskTimeout) {}

    /// @param ready whether agents may be asked yet
    RequestReplayer(DataSource dataSource, AgentTasks tasks, Comparison comparison, BooleanSupplier ready, Pace pace) {
        this.dataSource = dataSource;
        this.tasks = tasks;
        this.recorded = new RecordedTasks(dataSource);
        this.comparison = comparison;
        this.ready = ready;
        this.pace = pace;
    }

    RequestReplayer start() {
        rounds.start();
        return this;
    }

    @Override
    public void close() {
        rounds.close();
    }

    private void look() throws SQLException, InterruptedException {
        RequestReplayRows.@Nullable Work work = ready.getAsBoolean() ? claim() : null;
        if (work != null) {
            replay(work);
        }
    }

    private RequestReplayRows.@Nullable Work claim() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return RequestReplayRows.claim(connection, pace.worker());
        }
    }

    private void replay(RequestReplayRows.Work work) throws SQLException, InterruptedException {
        List<RequestReplayRows.Line> lines;
        try (Connection connection = dataSource.getConnection()) {
            lines = RequestReplayRows.lines(connection, work.id());
        }
        for (RequestReplayRows.Line line : lines) {
            Optional<Course> then = line.again() == null ? recorded.course(line.task()) : Optional.empty();
            if (then.isPresent()) {
                if (!held(work)) {
                    return;
                }
                @Nullable String problem = ask(work, line.task(), then.get());
                if (problem != null) {
                    end(work, RequestReplay.State.GIVEN_UP, problem);
                    return;
                }
            }
        }
        end(work, RequestReplay.State.DONE, null);
    }

    /// Asks once more.
    ///
    /// @return why the replay cannot go on; null if it can
    private @Nullable String ask(RequestReplayRows.Work work, String source, Course then)
            throws SQLException, InterruptedException {
        AgentTasks.Target target = new AgentTasks.Target(work.agent(), work.version(), work.team());
        Message plain = Message.user(work.id() + ":" + source, then.input());
        Message message = new Message(
                plain.messageId(), null, null, plain.role(), plain.parts(), ReplayOf.of(source), List.of(), List.of());
        try {
            Optional<Task> answer = tasks.ask(target, message, pace.taskTimeout(), () -> holdOn(work));
            Task task = answer.isPresent()
                    ? answer.get()
                    : tasks.begun(target, message).orElse(null);
            if (task == null) {
                return work.agent() + "@" + work.version() + " did not answer and cannot be reached.";
            }
            if (!task.status().state().isTerminal()) {
                tasks.cancel(target, task.id());
            }
            Course now = await(task.id()).orElse(null);
            if (now == null) {
                return "The ledger has not all of task " + task.id() + " yet. Replay them again.";
            }
            if (now.endReason() != null && NOT_ITS_FAULT.contains(now.endReason())) {
                return "Task " + task.id() + " ended with " + now.endReason() + ". Replay them again.";
            }
            RequestReplayRows.Line asked =
                    new RequestReplayRows.Line(source, task.id(), comparison.of(work, then, now));
            try (Connection connection = dataSource.getConnection()) {
                RequestReplayRows.keep(connection, work.id(), asked);
            }
            return null;
        } catch (ModelAway e) {
            return "Judge " + work.judge() + " cannot be asked: " + e.why() + " Replay them again.";
        } catch (A2aException e) {
            return work.agent() + "@" + work.version() + " cannot be asked: " + e.message();
        }
    }

    private Optional<Course> await(String task) throws InterruptedException {
        long end = System.nanoTime() + LEDGER.toNanos();
        Optional<Course> known = recorded.course(task);
        while (known.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(LOOK.dividedBy(5));
            known = recorded.course(task);
        }
        return known;
    }

    private boolean held(RequestReplayRows.Work work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return RequestReplayRows.hold(connection, work.id());
        }
    }

    private void holdOn(RequestReplayRows.Work work) {
        try {
            held(work);
        } catch (SQLException e) {
            LOG.warnf("replay %s cannot be held: %s", work.id(), e.getMessage());
        }
    }

    private void end(RequestReplayRows.Work work, RequestReplay.State state, @Nullable String problem)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            RequestReplayRows.end(connection, work.id(), state, problem);
        }
    }
}
