package io.tandem.governance.evaluation;

import io.tandem.a2a.A2aException;
import io.tandem.a2a.Message;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.AskedTier;
import io.tandem.governance.check.CheckResult;
import io.tandem.governance.check.Checks;
import io.tandem.governance.check.Evidence;
import io.tandem.governance.check.Facts;
import io.tandem.governance.check.ToolUse;
import io.tandem.governance.verdict.Gate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Works through evaluations, one case after another, each `repeat` times.
///
/// What is no fault of the agent (no model, a part that is away) fails no case: the evaluation says so and goes on
/// later.
final class Evaluator implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Evaluator.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LEDGER = Duration.ofSeconds(60);
    private static final Set<String> NOT_ITS_FAULT =
            Set.of("MODEL_UNAVAILABLE", "AGENT_SUSPENDED", "HALTED", "INTERNAL_ERROR");
    private static final int INTERNAL_ERRORS = 3;

    private final Evaluations evaluations;
    private final AgentTasks tasks;
    private final TaskFacts facts;
    private final Function<String, Optional<AgentRecord>> agents;
    private final BooleanSupplier ready;
    private final Pace pace;
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean closed;

    /// @param taskTimeout after it a task that has not ended fails its case
    /// @param pause after which an evaluation that could not go on is tried again
    record Pace(int atOnce, Duration taskTimeout, Duration pause) {}

    /// What the evaluator works with.
    record Parts(Evaluations evaluations, AgentTasks tasks, TaskFacts facts) {}

    /// @param agents the view of `registry.agents` by key
    /// @param ready whether agents may be asked yet
    /// @param node this process's name, the same after a restart
    Evaluator(
            Parts parts,
            Function<String, Optional<AgentRecord>> agents,
            BooleanSupplier ready,
            Pace pace,
            String node) {
        this.evaluations = parts.evaluations();
        this.tasks = parts.tasks();
        this.facts = parts.facts();
        this.agents = agents;
        this.ready = ready;
        this.pace = pace;
        for (int i = 1; i <= pace.atOnce(); i++) {
            String worker = node + "-" + i;
            workers.add(Thread.ofVirtual().name("evaluator-" + i).unstarted(() -> run(worker)));
        }
    }

    Evaluator start() {
        workers.forEach(Thread::start);
        return this;
    }

    @Override
    public void close() {
        closed = true;
        workers.forEach(Thread::interrupt);
        try {
            for (Thread worker : workers) {
                worker.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String worker) {
        while (!closed) {
            try {
                Evaluation.@Nullable Work work = ready.getAsBoolean() ? evaluations.claim(worker) : null;
                if (work == null) {
                    Thread.sleep(LOOK);
                } else {
                    evaluate(work);
                }
            } catch (InterruptedException e) {
                return;
            } catch (SQLException e) {
                LOG.warnf("evaluations wait for their database: %s", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                LOG.error("an evaluation could not go on", e);
                pause();
            }
        }
    }

    private void evaluate(Evaluation.Work work) throws SQLException, InterruptedException {
        @Nullable String gone = gone(work);
        if (gone != null) {
            evaluations.giveUp(work.id(), gone);
            return;
        }
        List<Evaluation.Run> done = new ArrayList<>(evaluations.done(work.id()));
        boolean compared = comparable(work);
        try {
            for (AgentDefinition.Case tried : work.suite().cases()) {
                for (int repetition = 1; repetition <= Gate.repeat(work.suite()); repetition++) {
                    ask(work, Evaluation.Side.candidate, tried, repetition, done);
                    if (compared) {
                        ask(work, Evaluation.Side.active, tried, repetition, done);
                    }
                }
            }
        } catch (Postponed e) {
            evaluations.postpone(work.id(), e.reason(), pace.pause());
            return;
        }
        evaluations.finish(work, done, compared);
    }

    /// One run, unless it is done already.
    private void ask(
            Evaluation.Work work,
            Evaluation.Side side,
            AgentDefinition.Case tried,
            int repetition,
            List<Evaluation.Run> done)
            throws SQLException, InterruptedException, Postponed {
        boolean known = done.stream()
                .anyMatch(run -> run.side() == side
                        && run.evidence().caseId().equals(tried.id())
                        && run.evidence().repetition() == repetition);
        if (!known) {
            Evaluation.Run run = new Evaluation.Run(side, run(work, side, tried, repetition));
            evaluations.keep(work.id(), run);
            done.add(run);
        }
    }

    /// Whether the version that it is compared with still takes tasks. One that is suspended meanwhile must not keep
    /// its successor back.
    private boolean comparable(Evaluation.Work work) {
        if (work.against() == null) {
            return false;
        }
        boolean suspended = agents.apply(work.agent())
                .filter(known -> known instanceof AgentRecord.Pointer pointer && pointer.suspended())
                .isPresent();
        Optional<AgentRecord> known = agents.apply(work.agent() + "@" + work.against());
        return !suspended
                && known.isPresent()
                && known.get() instanceof AgentRecord.Version version
                && switch (version.state()) {
                    case TRIAL, DRAFT, IN_EVALUATION, IN_REVIEW, CANARY, ACTIVE, DEPRECATED -> true;
                    case SUSPENDED, RETIRED, REJECTED -> false;
                };
    }

    /// Why a version cannot be asked any more, or null if it can.
    private @Nullable String gone(Evaluation.Work work) {
        String name = work.agent() + "@" + work.version();
        Optional<AgentRecord> known = agents.apply(name);
        if (known.isEmpty() || !(known.get() instanceof AgentRecord.Version version)) {
            return name + " does not exist any more.";
        }
        if (!version.digest().equals(work.digest())) {
            return name + " is not the same any more.";
        }
        return switch (version.state()) {
            case TRIAL, DRAFT, IN_EVALUATION, IN_REVIEW, CANARY, ACTIVE, DEPRECATED, SUSPENDED -> null;
            case RETIRED, REJECTED -> name + " is " + version.state() + " and takes no tasks.";
        };
    }

    private Evidence run(Evaluation.Work work, Evaluation.Side side, AgentDefinition.Case tried, int repetition)
            throws SQLException, InterruptedException, Postponed {
        evaluations.hold(work.id());
        AgentTasks.Target target = work.target(side);
        int attempt = evaluations.attempt(work.id(), side, tried.id(), repetition);
        String messageId = "%s:%s:%d:%d".formatted(work.id(), tried.id(), repetition, attempt)
                + (side == Evaluation.Side.active ? ":active" : "");
        Message message = message(messageId, tried.input(), work.tier(side));
        long begin = System.nanoTime();
        try {
            Optional<Task> answer = tasks.ask(target, message, pace.taskTimeout(), () -> holdOn(work.id()));
            double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
            Task task = answer.isPresent() ? answer.get() : abandoned(target, message);
            if (!task.status().state().isTerminal()) {
                tasks.cancel(target, task.id());
            }
            Facts known = awaitFacts(work, task, seconds);
            String endReason = known.endReason();
            if (endReason != null && isExcused(endReason, attempt)) {
                throw new Postponed("Task " + task.id() + " ended with " + endReason + "; it is tried again.");
            }
            return evidence(tried, repetition, task, known);
        } catch (A2aException e) {
            throw new Postponed(target.agent() + "@" + target.version() + " cannot be asked: " + e.message());
        }
    }

    private static Message message(String id, String text, AgentDefinition.@Nullable Tier tier) {
        Message plain = Message.user(id, text);
        return tier == null
                ? plain
                : new Message(id, null, null, plain.role(), plain.parts(), AskedTier.of(tier), List.of(), List.of());
    }

    private static boolean isExcused(String endReason, int attempt) {
        return NOT_ITS_FAULT.contains(endReason) && !(endReason.equals("INTERNAL_ERROR") && attempt >= INTERNAL_ERRORS);
    }

    private Task abandoned(AgentTasks.Target target, Message message) throws InterruptedException, Postponed {
        return tasks.begun(target, message)
                .orElseThrow(() -> new Postponed(target.agent() + " did not answer and cannot be reached."));
    }

    private Facts awaitFacts(Evaluation.Work work, Task task, double seconds)
            throws SQLException, InterruptedException, Postponed {
        long end = System.nanoTime() + LEDGER.toNanos();
        while (System.nanoTime() < end) {
            Facts known = facts.of(task, seconds);
            if (known != null) {
                return known;
            }
            Thread.sleep(LOOK.dividedBy(5));
        }
        throw new Postponed("The ledger has not all of task " + task.id() + " of " + work.agent() + " yet.");
    }

    private static Evidence evidence(AgentDefinition.Case tried, int repetition, Task task, Facts facts) {
        List<CheckResult> checks = Checks.of(tried, facts);
        TaskState state = facts.state();
        return new Evidence(
                tried.id(),
                repetition,
                tried.input(),
                Checks.mustRefuse(tried),
                task.id(),
                state.wireName(),
                facts.answer(),
                facts.calls().stream().map(ToolUse::tool).distinct().toList(),
                facts.models(),
                facts.cost(),
                facts.seconds(),
                checks.stream().allMatch(CheckResult::passed),
                checks);
    }

    private void holdOn(String id) {
        try {
            evaluations.hold(id);
        } catch (SQLException e) {
            LOG.warnf("evaluation %s cannot be held: %s", id, e.getMessage());
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK.multipliedBy(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// It cannot go on now, and the agent is not to blame.
    private static final class Postponed extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Postponed(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
