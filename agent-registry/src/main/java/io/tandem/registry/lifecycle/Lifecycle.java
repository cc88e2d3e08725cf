package io.tandem.registry.lifecycle;

import static io.tandem.events.AgentRecord.State.ACTIVE;
import static io.tandem.events.AgentRecord.State.CANARY;
import static io.tandem.events.AgentRecord.State.DEPRECATED;
import static io.tandem.events.AgentRecord.State.DRAFT;
import static io.tandem.events.AgentRecord.State.IN_EVALUATION;
import static io.tandem.events.AgentRecord.State.IN_REVIEW;
import static io.tandem.events.AgentRecord.State.REJECTED;
import static io.tandem.events.AgentRecord.State.RETIRED;
import static io.tandem.events.AgentRecord.State.SUSPENDED;
import static io.tandem.registry.lifecycle.Mover.APPROVER;
import static io.tandem.registry.lifecycle.Mover.BUILDER;
import static io.tandem.registry.lifecycle.Mover.OPERATOR;
import static io.tandem.registry.lifecycle.Mover.PLATFORM;

import io.tandem.events.AgentRecord.State;
import io.tandem.registry.lifecycle.Move.Condition;
import java.util.ArrayList;
import java.util.List;

/// Every move there is; what is not here is refused. `docs/reference/lifecycle.md` is this table.
///
/// An administrator may make every move of a person, under the same conditions.
public final class Lifecycle {
    private static final List<State> CAN_BE_SUSPENDED =
            List.of(DRAFT, IN_EVALUATION, IN_REVIEW, ACTIVE, DEPRECATED, RETIRED, REJECTED);
    private static final List<Move> MOVES = moves();

    private Lifecycle() {}

    public static List<Move> table() {
        return MOVES;
    }

    /// The lines that lead from one state to the other; empty if there is no such way.
    public static List<Move> between(State from, State to) {
        return MOVES.stream()
                .filter(move -> move.from() == from && move.to() == to)
                .toList();
    }

    /// Where a version can go from here.
    public static List<State> after(State from) {
        return MOVES.stream()
                .filter(move -> move.from() == from)
                .map(Move::to)
                .distinct()
                .toList();
    }

    private static List<Move> moves() {
        List<Move> moves = new ArrayList<>(List.of(
                new Move(DRAFT, IN_EVALUATION, BUILDER, Condition.NONE),
                new Move(IN_EVALUATION, IN_REVIEW, PLATFORM, Condition.NONE),
                new Move(IN_EVALUATION, DRAFT, PLATFORM, Condition.NONE),
                new Move(IN_EVALUATION, DRAFT, BUILDER, Condition.NONE),
                new Move(IN_REVIEW, DRAFT, BUILDER, Condition.NONE),
                new Move(IN_REVIEW, ACTIVE, APPROVER, Condition.PASSED_AND_FOUR_EYES),
                new Move(IN_REVIEW, CANARY, APPROVER, Condition.PASSED_AND_FOUR_EYES),
                new Move(IN_REVIEW, REJECTED, APPROVER, Condition.FOUR_EYES),
                new Move(CANARY, ACTIVE, PLATFORM, Condition.NONE),
                new Move(CANARY, ACTIVE, APPROVER, Condition.PASSED_AND_FOUR_EYES),
                new Move(CANARY, IN_REVIEW, PLATFORM, Condition.NONE),
                new Move(CANARY, IN_REVIEW, APPROVER, Condition.NONE),
                new Move(CANARY, IN_REVIEW, OPERATOR, Condition.NONE),
                new Move(CANARY, SUSPENDED, OPERATOR, Condition.NONE),
                new Move(ACTIVE, DEPRECATED, PLATFORM, Condition.NONE),
                new Move(ACTIVE, DEPRECATED, OPERATOR, Condition.NONE),
                new Move(DEPRECATED, ACTIVE, OPERATOR, Condition.NONE),
                new Move(DEPRECATED, RETIRED, OPERATOR, Condition.NONE)));
        moves.add(new Move(ACTIVE, SUSPENDED, PLATFORM, Condition.NONE));
        for (State state : CAN_BE_SUSPENDED) {
            moves.add(new Move(state, SUSPENDED, OPERATOR, Condition.NONE));
        }
        for (State state : CAN_BE_SUSPENDED) {
            moves.add(new Move(SUSPENDED, state, OPERATOR, Condition.CAME_FROM));
        }
        return List.copyOf(moves);
    }
}
