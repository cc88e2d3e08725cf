package io.tandem.registry.version;

import io.tandem.events.AgentRecord.State;
import io.tandem.events.AgentSight;
import io.tandem.events.PolicyDecision;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.policy.Questions;
import io.tandem.registry.access.AgentRights;
import io.tandem.registry.agent.AgentHead;
import io.tandem.registry.agent.Agents;
import io.tandem.registry.canary.Canaries;
import io.tandem.registry.canary.CanaryTerms;
import io.tandem.registry.lifecycle.Lifecycle;
import io.tandem.registry.lifecycle.Move;
import io.tandem.registry.lifecycle.Move.Condition;
import io.tandem.registry.lifecycle.Mover;
import io.tandem.registry.overlap.NearDuplicate;
import io.tandem.registry.overlap.NearDuplicates;
import io.tandem.registry.policy.MoveGate;
import io.tandem.registry.publish.Deed;
import io.tandem.registry.publish.Refusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Moves that people make, by the table of [Lifecycle]. A refused move is recorded too.
@ApplicationScoped
public class Transitions {
    private static final Set<State> NEED_A_REASON = Set.of(State.CANARY, State.ACTIVE, State.REJECTED);
    private static final int LONGEST_REASON = 1000;
    private static final Map<State, String> NO_REASON = defaultReasons();

    private final Agents agents;
    private final VersionMoves moves;
    private final Refusals refusals;
    private final Freshness freshness;
    private final MoveGate gate;
    private final NearDuplicates nearDuplicates;
    private final Canaries canaries;

    @Inject
    Transitions(
            Agents agents,
            VersionMoves moves,
            Refusals refusals,
            Freshness freshness,
            MoveGate gate,
            NearDuplicates nearDuplicates,
            Canaries canaries) {
        this.canaries = canaries;
        this.nearDuplicates = nearDuplicates;
        this.freshness = freshness;
        this.gate = gate;
        this.agents = agents;
        this.moves = moves;
        this.refusals = refusals;
    }

    /// What somebody asks for.
    ///
    /// @param reason why, for people; needed where somebody approves, rejects or starts a canary
    /// @param canary how it runs, for a move to CANARY; null for what is usual
    public record Asked(
            State to, @Nullable String reason, @Nullable CanaryTerms canary) {}

    @Transactional
    public VersionView move(String name, String number, Asked asked, Caller caller) {
        State to = asked.to();
        String reason = asked.reason();
        AgentHead head = agents.locked(name, caller);
        VersionRow version = Versions.row(name, number);
        String why = reason(version.state, to, reason);
        Map<String, Object> details = new HashMap<>(Map.of("version", version.number, "from", version.state, "to", to));
        PolicyDecision decision;
        List<NearDuplicate> alike;
        try {
            List<Move> ways = ways(version, to);
            decision = gate.decide(moves.record(version), moving(version, to, ways, new Mine(head.rights(), caller)));
            details.put("policy", decision);
            if (decision.outcome() != PolicyDecision.Outcome.ALLOW) {
                throw refusal(version, ways, decision.because().getFirst());
            }
            if (to == State.CANARY) {
                begin(version, head, asked.canary(), caller);
            }
            alike = alike(version, to, caller);
            if (!alike.isEmpty() && (reason == null || reason.isBlank())) {
                throw NearDuplicates.refusal(alike);
            }
        } catch (ProblemException refused) {
            Deed deed = new Deed("agent.transition", caller.id(), head.team(), name);
            String said = Objects.requireNonNullElse(
                    refused.getMessage(), refused.kind().title());
            refusals.record(deed.denied(said, details));
            throw refused;
        }
        moves.carryOut(version, to, new VersionMoves.Cause(caller.id(), why, decision, alike));
        return VersionView.of(version, true, freshness);
    }

    /// Begins the canary that the version then goes live as.
    private void begin(VersionRow version, AgentHead head, @Nullable CanaryTerms terms, Caller caller) {
        Integer active = head.activeVersion();
        if (active == null || VersionRow.named(version.agent, active).state != State.ACTIVE) {
            throw new ProblemException(
                    VersionProblem.NO_CANARY_NOW,
                    version.agent + " has no active version to compare with; approve version " + version.number + ".");
        }
        canaries.open(version.agent).ifPresent(other -> {
            throw new ProblemException(
                    VersionProblem.NO_CANARY_NOW,
                    "Version " + other.version() + " is its canary; make that one active or stop it first.");
        });
        canaries.begin(
                version.agent,
                version.number,
                active,
                Objects.requireNonNullElse(terms, CanaryTerms.USUAL),
                caller.id());
    }

    /// What a version that is submitted is much like, but for agents that a submission before told why.
    private List<NearDuplicate> alike(VersionRow version, State to, Caller caller) {
        if (version.state != State.DRAFT || to != State.IN_EVALUATION) {
            return List.of();
        }
        Set<String> explained = MoveRow.explained(version.agent);
        return nearDuplicates.of(version.agent, version.readDefinition().spec(), caller).stream()
                .filter(other -> !explained.contains(other.name()))
                .toList();
    }

    /// Who asks, and what they may for this agent.
    private record Mine(AgentRights rights, Caller caller) {}

    private static List<Move> ways(VersionRow version, State to) {
        List<Move> ways = Lifecycle.between(version.state, to);
        if (ways.isEmpty() || (version.state == State.SUSPENDED && version.suspendedFrom != to)) {
            throw new ProblemException(VersionProblem.TRANSITION_NOT_POSSIBLE, possible(version));
        }
        return ways;
    }

    /// The move as policies see it: the way that the caller may go, or the first one.
    private Questions.Moving moving(VersionRow version, State to, List<Move> ways, Mine mine) {
        Caller caller = mine.caller();
        Condition condition = ways.stream()
                .filter(move -> mine.rights().allows(move.mover()))
                .findFirst()
                .orElse(ways.getFirst())
                .condition();
        boolean evaluation = condition == Condition.PASSED_AND_FOUR_EYES;
        AgentSight.Asker asker = new AgentSight.Asker(caller.id(), caller.id(), caller.teams());
        return new Questions.Moving(
                new Questions.Asking(asker, caller.roles(), List.of()),
                List.of(version.state.name(), to.name()),
                Arrays.stream(Mover.values())
                        .filter(mine.rights()::allows)
                        .map(Mover::text)
                        .toList(),
                ways.stream().map(move -> move.mover().text()).toList(),
                new Questions.Needs(
                        condition.fourEyes(),
                        version.authorList().contains(caller.id()),
                        evaluation,
                        evaluation && freshness.notPassed(version).isEmpty()));
    }

    private ProblemException refusal(VersionRow version, List<Move> ways, PolicyDecision.Reason reason) {
        return switch (reason.policy()) {
            case MoveGate.NOT_YOURS -> new ProblemException(VersionProblem.TRANSITION_NOT_YOURS, whose(ways));
            case MoveGate.FOUR_EYES -> new ProblemException(VersionProblem.FOUR_EYES, reason.says());
            case MoveGate.EVALUATION_PASSED ->
                freshness
                        .notPassed(version)
                        .orElseGet(() -> new ProblemException(VersionProblem.EVALUATION_NOT_PASSED, reason.says()));
            default ->
                new ProblemException(
                        VersionProblem.DENIED_BY_POLICY,
                        reason.says()
                                + (reason.change() == null ? "" : " It can be changed by " + reason.change() + "."));
        };
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
