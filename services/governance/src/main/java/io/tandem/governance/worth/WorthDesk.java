package io.tandem.governance.worth;

import io.tandem.events.AgentRecord;
import io.tandem.events.AuditEvent;
import io.tandem.events.EventJson;
import io.tandem.events.Money;
import io.tandem.governance.publish.Publication;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Outcomes and worth as others meet them.
///
/// Who asked for a task says what its result is good for; so may operators, approvers and administrators of its team.
/// People see the worth of their teams' agents, auditors and administrators of all.
public final class WorthDesk implements AutoCloseable {
    private static final Set<String> MAY_JUDGE = Set.of("operator", "approver", "admin");
    private static final Set<String> MAY_ASSUME = Set.of("builder", "operator", "admin");
    private static final int LONGEST = 1000;
    private static final double LONGEST_MINUTES = 10_000;

    private final CostConsumer costs;
    private final Outcomes outcomes;
    private final WorthRows rows;
    private final Publication publication;
    private final Function<String, Optional<AgentRecord>> agents;

    /// Starts folding costs.
    ///
    /// @param agents the view of `registry.agents` by key
    /// @param used told the agents whose tasks have new entries
    public WorthDesk(
            DataSource dataSource,
            Broker broker,
            Publication publication,
            Function<String, Optional<AgentRecord>> agents,
            Consumer<Collection<String>> used) {
        this.costs = new CostConsumer(dataSource, broker, used).start();
        this.outcomes = new Outcomes(dataSource, publication);
        this.rows = new WorthRows(dataSource);
        this.publication = publication;
        this.agents = agents;
    }

    @Override
    public void close() {
        costs.close();
    }

    /// What was said of a task, newest first.
    List<Outcome> of(Caller caller, String task) {
        return outcomes.of(seen(caller, task).task());
    }

    /// Says what a result is good for. The same said again by the same person changes nothing.
    Outcome say(Caller caller, String taskId, Outcome.Decision decision, @Nullable String reason) {
        Outcomes.Told task = seen(caller, taskId);
        if (task.parent() != null) {
            throw new ProblemException(
                    OutcomeProblem.PART_OF_ANOTHER, "Say it of the task " + task.parent() + " that asked for it.");
        }
        String why = reason(decision, reason);
        Outcome last = outcomes.of(taskId).stream().findFirst().orElse(null);
        if (last != null && last.decision() == decision && last.by().equals(caller.id())) {
            return last;
        }
        check(task, decision, last);
        return outcomes.keep(task, decision, caller.id(), why);
    }

    private static void check(Outcomes.Told task, Outcome.Decision decision, @Nullable Outcome last) {
        boolean completed = task.state().endsWith("COMPLETED");
        switch (decision) {
            case ACCEPTED -> {
                if (!completed) {
                    throw new ProblemException(
                            OutcomeProblem.NOT_ENDED, "Only a completed task has a result to accept.");
                }
            }
            case REJECTED -> {
                if (!completed && !task.state().matches(".*(FAILED|REJECTED|CANCELED)")) {
                    throw new ProblemException(OutcomeProblem.NOT_ENDED, "It still runs.");
                }
            }
            case REOPENED -> {
                if (last == null || last.decision() == Outcome.Decision.REOPENED) {
                    throw new ProblemException(OutcomeProblem.NOTHING_TO_REOPEN, "Accept or reject it first.");
                }
            }
        }
    }

    /// @param by `agent`, `team` or `month`
    Worth worth(Caller caller, String by) {
        Function<WorthRows.Counted, String> key =
                switch (by) {
                    case "agent" -> WorthRows.Counted::agent;
                    case "team" -> WorthRows.Counted::team;
                    case "month" -> WorthRows.Counted::month;
                    default -> throw ProblemException.invalid("by", "It is agent, team or month.");
                };
        return Reckoning.of(rows.counted(teams(caller)), rows.assumptions(), key);
    }

    /// Changes what an agent's worth is reckoned with.
    Assumption assume(Caller caller, String agent, double minutes, @Nullable Money rate, @Nullable Money call) {
        AgentRecord known =
                agents.apply(agent).filter(found -> sees(caller, found.team())).orElseThrow(WorthDesk::notFound);
        if (caller.roles().stream().noneMatch(MAY_ASSUME::contains)) {
            throw new ProblemException(
                    CommonProblem.FORBIDDEN, "Builders, operators and administrators of its team change this.");
        }
        if (!(minutes >= 0 && minutes <= LONGEST_MINUTES)) {
            throw ProblemException.invalid("minutesSaved", "It is from 0 to 10000.");
        }
        if (rate == null || rate.amount().signum() < 0 || !rate.currency().matches("[A-Z]{3}")) {
            throw ProblemException.invalid("hourlyRate", "It is an amount with its currency, such as 40 EUR.");
        }
        Money each = call == null ? new Money(BigDecimal.ZERO, rate.currency()) : call;
        if (each.amount().signum() < 0 || !each.currency().equals(rate.currency())) {
            throw ProblemException.invalid("callCost", "It is an amount in the currency of the rate.");
        }
        Assumption assumption = new Assumption(agent, minutes, rate, each, caller.id(), Instant.now());
        publication.audit(new AuditEvent(
                AuditEvent.SCHEMA,
                "worth.assumed",
                caller.id(),
                known.team(),
                agent,
                "allowed",
                null,
                EventJson.toTree(assumption),
                assumption.changedAt()));
        rows.keep(assumption);
        return assumption;
    }

    private Outcomes.Told seen(Caller caller, String taskId) {
        return outcomes.task(taskId)
                .filter(task -> task.owner().equals(caller.id())
                        || (sees(caller, task.team()) && caller.roles().stream().anyMatch(MAY_JUDGE::contains)))
                .orElseThrow(WorthDesk::notFound);
    }

    private static @Nullable String reason(Outcome.Decision decision, @Nullable String reason) {
        if (reason != null && reason.length() > LONGEST) {
            throw ProblemException.invalid("reason", "It has at most " + LONGEST + " characters.");
        }
        if (decision != Outcome.Decision.ACCEPTED && (reason == null || reason.isBlank())) {
            throw ProblemException.invalid("reason", "Say why: it tells the agent's owner what to change.");
        }
        return reason == null || reason.isBlank() ? null : reason.strip();
    }

    private static boolean sees(Caller caller, String team) {
        @Nullable Set<String> teams = teams(caller);
        return teams == null || teams.contains(team);
    }

    private static @Nullable Set<String> teams(Caller caller) {
        return caller.roles().contains("auditor") || caller.roles().contains("admin") ? null : caller.teams();
    }

    private static ProblemException notFound() {
        return new ProblemException(CommonProblem.NOT_FOUND, "There is no such task or agent that you may judge.");
    }
}
