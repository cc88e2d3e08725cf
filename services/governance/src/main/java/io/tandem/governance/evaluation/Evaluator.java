package io.tandem.governance.evaluation;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.governance.verdict.Gate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private final Evaluations evaluations;
    private final Trials trials;
    private final Function<String, Optional<AgentRecord>> agents;
    private final BooleanSupplier ready;
    private final Duration pause;
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean closed;

    /// @param pause after which an evaluation that could not go on is tried again
    record Pace(int atOnce, Duration pause) {}

    /// What the evaluator works with.
    record Parts(Evaluations evaluations, Trials trials) {}

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
        this.trials = parts.trials();
        this.agents = agents;
        this.ready = ready;
        this.pause = pace.pause();
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
        } catch (Trials.Postponed e) {
            evaluations.postpone(work.id(), e.reason(), pause);
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
            throws SQLException, InterruptedException, Trials.Postponed {
        boolean known = done.stream()
                .anyMatch(run -> run.side() == side
                        && run.evidence().caseId().equals(tried.id())
                        && run.evidence().repetition() == repetition);
        if (!known) {
            Evaluation.Run run = new Evaluation.Run(side, trials.run(work, side, tried, repetition));
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

    private void pause() {
        try {
            Thread.sleep(LOOK.multipliedBy(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
