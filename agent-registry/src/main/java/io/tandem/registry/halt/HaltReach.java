package io.tandem.registry.halt;

import io.tandem.events.Halt;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a halt would hit among agents.
///
/// @param agents that would be halted, or that would lose the tool
/// @param askedBy other agents that hold one of those as a peer
/// @param halted whether it is halted already
@Schema(name = "HaltReach")
public record HaltReach(Halt.Scope scope, String target, Some agents, Some askedBy, boolean halted) {
    private static final int FIRST = 10;

    /// How many, and the names of the first.
    @Schema(name = "HaltReachSome")
    public record Some(int count, List<String> first) {
        static Some of(Collection<String> names) {
            TreeSet<String> sorted = new TreeSet<>(names);
            return new Some(sorted.size(), sorted.stream().limit(FIRST).toList());
        }
    }
}
