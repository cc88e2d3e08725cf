package io.tandem.governance.evaluation;

import io.tandem.a2a.A2aException;
import io.tandem.a2a.Message;
import io.tandem.a2a.Task;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AskedTier;
import io.tandem.governance.check.CheckResult;
import io.tandem.governance.check.Checks;
import io.tandem.governance.check.Evidence;
import io.tandem.governance.check.Facts;
import io.tandem.governance.check.ToolUse;
import io.tandem.governance.judge.JudgeDesk;
import io.tandem.governance.router.ModelAway;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs one case once: asks the agent, reads what it did from the ledger, and lets checks and judges speak.
final class Trials {
    private static final Logger LOG = Logger.getLogger(Trials.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LEDGER = Duration.ofSeconds(60);
    private static final Set<String> NOT_ITS_FAULT =
            Set.of("MODEL_UNAVAILABLE", "AGENT_SUSPENDED", "HALTED", "INTERNAL_ERROR");
    private static final int INTERNAL_ERRORS = 3;

    private final Evaluations evaluations;
    private final AgentTasks tasks;
    private final TaskFacts facts;
    private final Candidates candidates;
    private final JudgeDesk judges;
    private final Duration taskTimeout;

    /// What a trial works with.
    record Parts(Evaluations evaluations, AgentTasks tasks, TaskFacts facts, Candidates candidates, JudgeDesk judges) {}

    /// @param taskTimeout after it a task that has not ended fails its case
    Trials(Parts parts, Duration taskTimeout) {
        this.evaluations = parts.evaluations();
        this.tasks = parts.tasks();
        this.facts = parts.facts();
        this.candidates = parts.candidates();
        this.judges = parts.judges();
        this.taskTimeout = taskTimeout;
    }

    /// @throws Postponed if it cannot go on now
    Evidence run(Evaluation.Work work, Evaluation.Side side, AgentDefinition.Case tried, int repetition)
            throws SQLException, InterruptedException, Postponed {
        evaluations.hold(work.id());
        AgentTasks.Target target = work.target(side);
        int attempt = evaluations.attempt(work.id(), side, tried.id(), repetition);
        String messageId = "%s:%s:%d:%d".formatted(work.id(), tried.id(), repetition, attempt)
                + (side == Evaluation.Side.active ? ":active" : "");
        Message message = message(messageId, tried.input(), work.tier(side));
        long begin = System.nanoTime();
        try {
            Optional<Task> answer = tasks.ask(target, message, taskTimeout, () -> holdOn(work.id()));
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
            List<CheckResult> checks = new ArrayList<>(Checks.of(tried, known));
            checks.addAll(judged(work, side, tried, known));
            return evidence(tried, repetition, task, known, checks);
        } catch (ModelAway e) {
            throw new Postponed("A judge cannot be asked: " + e.why());
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
            Thread.sleep(LOOK);
        }
        throw new Postponed("The ledger has not all of task " + task.id() + " of " + work.agent() + " yet.");
    }

    /// What judges say of this run, asked on the tier that did not answer.
    private List<CheckResult> judged(
            Evaluation.Work work, Evaluation.Side side, AgentDefinition.Case tried, Facts known) {
        AgentDefinition.Tier asked = work.tier(side);
        AgentDefinition.Tier tier = asked == null ? candidates.tier(work.target(side)) : asked;
        List<CheckResult> said = new ArrayList<>();
        for (AgentDefinition.Check check : tried.expect()) {
            String judge = check.judge();
            if (judge != null) {
                holdOn(work.id());
                said.add(judges.check(new JudgeDesk.Answer(work.team(), judge, tried.input(), known.answer(), tier)));
            }
        }
        return said;
    }

    private static Evidence evidence(
            AgentDefinition.Case tried, int repetition, Task task, Facts facts, List<CheckResult> checks) {
        return new Evidence(
                tried.id(),
                repetition,
                tried.input(),
                Checks.mustRefuse(tried),
                task.id(),
                facts.state().wireName(),
                facts.answer(),
                facts.calls().stream().map(ToolUse::tool).distinct().toList(),
                facts.models(),
                facts.cost(),
                facts.seconds(),
                checks.stream().noneMatch(CheckResult::fails),
                checks);
    }

    private void holdOn(String id) {
        try {
            evaluations.hold(id);
        } catch (SQLException e) {
            LOG.warnf("evaluation %s cannot be held: %s", id, e.getMessage());
        }
    }

    /// It cannot go on now, and the agent is not to blame.
    static final class Postponed extends Exception {
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
