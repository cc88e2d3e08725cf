package io.tandem.governance.erasure;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What an erasure takes and what it leaves, before it happens.
///
/// @param records how many payloads go
/// @param kinds of those, how many of each kind of record, most first
/// @param teams of those, how many in each team's chain
/// @param tasks how many tasks lose payloads
/// @param taskIds the first hundred of them
/// @param stays payloads that are meant and stay, since later proofs need them or they say who may do what
/// @param runningTasks tasks that are meant and are not known to have ended: nothing of them goes
/// @param elsewhere where copies are that this does not reach
/// @param warnings what to think of first
@Schema(name = "ErasurePreview")
public record ErasurePreview(
        long records,
        List<Count> kinds,
        List<Count> teams,
        long tasks,
        List<String> taskIds,
        List<Count> stays,
        long runningTasks,
        List<String> elsewhere,
        List<String> warnings) {
    public ErasurePreview {
        kinds = List.copyOf(kinds);
        teams = List.copyOf(teams);
        taskIds = List.copyOf(taskIds);
        stays = List.copyOf(stays);
        elsewhere = List.copyOf(elsewhere);
        warnings = List.copyOf(warnings);
    }

    /// How many of what.
    @Schema(name = "ErasureCount")
    public record Count(String name, long records) {}
}
