package io.tandem.registry.halt;

import io.tandem.events.Halt;
import io.tandem.kit.problem.ProblemException;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What somebody wants halted.
///
/// @param scope agent, tool, connector, team or all
/// @param target a name, for a tool `connector/tool`; may be left out for all
/// @param reason is told to everybody whom the halt refuses
@Schema(name = "NewHalt")
public record HaltOrder(
        @Nullable String scope,
        @Nullable String target,
        @Nullable String reason) {

    /// What is meant.
    record Aim(Halt.Scope scope, String target) {
        static Aim of(@Nullable String scope, @Nullable String target) {
            Halt.Scope wanted = Arrays.stream(Halt.Scope.values())
                    .filter(known -> known.name().equals(scope))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid(
                            "scope", "It is one of " + Arrays.toString(Halt.Scope.values()) + "."));
            if (wanted == Halt.Scope.all) {
                if (target != null && !target.isBlank() && !target.equals(Halt.EVERYTHING)) {
                    throw ProblemException.invalid(
                            "target", "A halt of everything has no target, or " + Halt.EVERYTHING + ".");
                }
                return new Aim(wanted, Halt.EVERYTHING);
            }
            if (target == null || target.isBlank()) {
                throw ProblemException.invalid("target", "Name the " + wanted + ".");
            }
            return new Aim(wanted, target.strip());
        }

        /// For people, such as `agent refunds`.
        String says() {
            return scope == Halt.Scope.all ? "everything" : scope + " " + target;
        }
    }

    Aim aim() {
        return Aim.of(scope, target);
    }
}
