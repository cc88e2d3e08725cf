package io.tandem.registry.version;

import io.tandem.events.AgentRecord.State;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.access.AgentRights;
import io.tandem.registry.agent.AgentHead;
import io.tandem.registry.agent.Agents;
import io.tandem.registry.lifecycle.Lifecycle;
import io.tandem.registry.lifecycle.Move;
import io.tandem.registry.lifecycle.Move.Condition;
import io.tandem.registry.lifecycle.Mover;
import io.tandem.registry.publish.Deed;
import io.tandem.registry.publish.Refusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Moves that people make, by the table of [Lifecycle]. A refused move is recorded too.
@ApplicationScoped
public class Transitions {
    private static final Set<State> NEED_A_REASON = Set.of(State.ACTIVE, State.REJECTED);
    private static final int LONGEST_REASON = 1000;
    private static final Map<State, String> NO_REASON = defaultReasons();

    private final Agents agents;
    private final VersionMoves moves;
    private final Refusals refusals;
    private final Freshness freshness;

    @Inject
    Transitions(Agents agents, VersionMoves moves, Refusals refusals, Freshness freshness) {
        this.freshness = freshness;
        this.agents = agents;
        this.moves = moves;
        this.refusals = refusals;
    }

    /// @param reason why, for people; needed where somebody approves or rejects
    @Transactional
    public VersionView move(String name, String number, State to, @Nullable String reason, Caller caller) {
        AgentHead head = agents.locked(name, caller);
        VersionRow version = Versions.row(name, number);
        String why = reason(version.state, to, reason);
        try {
            decide(version, to, head.rights(), caller);
        } catch (ProblemException refused) {
            Deed deed = new Deed("agent.transition", caller.id(), head.team(), name);
            refusals.record(deed.denied(
                    Objects.requireNonNullElse(
                            refused.getMessage(), refused.kind().title()),
                    Map.of("version", version.number, "from", version.state, "to", to)));
            throw refused;
        }
        moves.carryOut(version, to, new VersionMoves.Cause(caller.id(), why));
        return VersionView.of(version, true, freshness);
    }

    private void decide(VersionRow version, State to, AgentRights rights, Caller caller) {
        List<Move> ways = Lifecycle.between(version.state, to);
        if (ways.isEmpty() || (version.state == State.SUSPENDED && version.suspendedFrom != to)) {
            throw new ProblemException(VersionProblem.TRANSITION_NOT_POSSIBLE, possible(version));
        }
        Move way = ways.stream()
                .filter(move -> rights.allows(move.mover()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(VersionProblem.TRANSITION_NOT_YOURS, whose(ways)));
        Condition condition = way.condition();
        if (condition.fourEyes() && version.authorList().contains(caller.id())) {
            throw new ProblemException(
                    VersionProblem.FOUR_EYES, "You had a hand in this version; another person decides.");
        }
        if (condition == Condition.PASSED_AND_FOUR_EYES) {
            checkPassed(version);
        }
    }

    private void checkPassed(VersionRow version) {
        ResultRow result = ResultRow.newest(version);
        if (result == null || !result.passed) {
            throw new ProblemException(
                    VersionProblem.EVALUATION_NOT_PASSED,
                    result == null
                            ? "There is no result for this version's digest; evaluate it first."
                            : "Its newest result is a failure. " + result.told());
        }
        freshness.check(version, result);
    }

    private static String possible(VersionRow version) {
        State back = version.suspendedFrom;
        if (version.state == State.SUSPENDED && back != null) {
            return "It is suspended and goes back to " + back + ".";
        }
        return "From " + version.state + " it goes to "
                + Lifecycle.after(version.state).stream().map(State::name).collect(Collectors.joining(", ")) + ".";
    }

    private static String whose(List<Move> ways) {
        if (ways.stream().allMatch(way -> way.mover() == Mover.PLATFORM)) {
            return "The result of its evaluation makes this move, nobody else.";
        }
        return "This move is made by: "
                + ways.stream()
                        .filter(way -> way.mover() != Mover.PLATFORM)
                        .map(way -> way.mover().text())
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static String reason(State from, State to, @Nullable String reason) {
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw ProblemException.invalid("reason", "It has at most " + LONGEST_REASON + " characters.");
        }
        if (reason != null && !reason.isBlank()) {
            return reason.strip();
        }
        if (NEED_A_REASON.contains(to) && from != State.SUSPENDED) {
            throw ProblemException.invalid("reason", "Say why: it is kept with the decision.");
        }
        return Objects.requireNonNullElse(NO_REASON.get(to), "No reason given.");
    }

    private static Map<State, String> defaultReasons() {
        Map<State, String> reasons = new EnumMap<>(State.class);
        reasons.put(State.IN_EVALUATION, "Submitted.");
        reasons.put(State.DRAFT, "Taken back.");
        return reasons;
    }
}
