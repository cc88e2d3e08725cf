package io.tandem.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.events.AgentRecord.State;
import io.tandem.registry.lifecycle.Move.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final Path PAGE = Path.of("../docs/reference/lifecycle.md");

    /// Every way that leads anywhere, written out by hand: a new line in the table has to be meant.
    private static final Set<String> WAYS = Set.of(
            "DRAFT>IN_EVALUATION",
            "IN_EVALUATION>IN_REVIEW",
            "IN_EVALUATION>DRAFT",
            "IN_REVIEW>DRAFT",
            "IN_REVIEW>ACTIVE",
            "IN_REVIEW>REJECTED",
            "IN_REVIEW>CANARY",
            "CANARY>ACTIVE",
            "CANARY>IN_REVIEW",
            "ACTIVE>DEPRECATED",
            "DEPRECATED>ACTIVE",
            "DEPRECATED>RETIRED");

    @Nested
    class GivenAnyTwoStates {
        @Test
        void thereIsAWayWhereTheTableSaysSoAndNowhereElse() {
            for (State from : State.values()) {
                for (State to : State.values()) {
                    boolean trial = from == State.TRIAL || to == State.TRIAL;
                    boolean suspension = from != to && (to == State.SUSPENDED || from == State.SUSPENDED);
                    // It comes back in review.
                    suspension &= from != State.SUSPENDED || to != State.CANARY;
                    boolean expected = !trial && (suspension || WAYS.contains(from + ">" + to));
                    assertThat(!Lifecycle.between(from, to).isEmpty())
                            .as("%s to %s", from, to)
                            .isEqualTo(expected);
                }
            }
        }

        @Test
        void onlyAnApproverWithFourEyesAndAPassedEvaluationLetsAVersionGoLive() {
            assertThat(Lifecycle.table())
                    .filteredOn(move -> move.from() == State.IN_REVIEW)
                    .filteredOn(move -> move.to() == State.ACTIVE || move.to() == State.CANARY)
                    .allMatch(move ->
                            move.mover() == Mover.APPROVER && move.condition() == Condition.PASSED_AND_FOUR_EYES)
                    .hasSize(2);
            assertThat(Lifecycle.between(State.CANARY, State.ACTIVE))
                    .containsExactly(
                            new Move(State.CANARY, State.ACTIVE, Mover.PLATFORM, Condition.NONE),
                            new Move(State.CANARY, State.ACTIVE, Mover.APPROVER, Condition.PASSED_AND_FOUR_EYES));
        }

        @Test
        void noPersonMovesAVersionIntoReview() {
            assertThat(Lifecycle.between(State.IN_EVALUATION, State.IN_REVIEW))
                    .extracting(Move::mover)
                    .containsExactly(Mover.PLATFORM);
        }

        @Test
        void aSuspendedVersionOnlyGoesBack() {
            assertThat(Lifecycle.table())
                    .filteredOn(move -> move.from() == State.SUSPENDED)
                    .allMatch(move -> move.condition() == Condition.CAME_FROM);
        }

        @Test
        void nothingLeavesTheEndButASuspension() {
            assertThat(Lifecycle.after(State.RETIRED)).containsExactly(State.SUSPENDED);
            assertThat(Lifecycle.after(State.REJECTED)).containsExactly(State.SUSPENDED);
        }
    }

    @Nested
    class GivenTheReferencePage {
        @Test
        void isTheTable() throws IOException {
            List<String> rows = Lifecycle.table().stream()
                    .map(move -> "| %s | %s | %s | %s |"
                            .formatted(
                                    move.from(),
                                    move.to(),
                                    move.mover().text(),
                                    move.condition().text()))
                    .toList();
            Files.createDirectories(Path.of("target"));
            Files.writeString(
                    Path.of("target/lifecycle-rows.md"), rows.stream().collect(Collectors.joining("\n", "", "\n")));
            try (Stream<String> lines = Files.lines(PAGE)) {
                assertThat(lines.filter(line ->
                                Arrays.stream(State.values()).anyMatch(state -> line.startsWith("| " + state + " "))))
                        .as("if the change is meant, copy target/lifecycle-rows.md into " + PAGE)
                        .containsExactlyElementsOf(rows);
            }
        }
    }
}
