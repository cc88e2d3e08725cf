package io.tandem.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A team's policies, on `registry.policies`. A team without a record is judged by what is built in.
///
/// @param enforced what decides; null while the team has nothing of its own in force
/// @param observed what is only watched: its decisions are recorded where they differ, and stop nobody
public record PolicyRecord(
        int schema,
        String team,
        @Nullable Revision enforced,
        @Nullable Revision observed,
        Instant at) {
    public static final int SCHEMA = 1;

    /// An immutable text.
    ///
    /// @param number counts up from 1 in a team
    /// @param hash SHA-256 over the built-in text and this one, hex
    /// @param text in Cedar's language
    public record Revision(int number, String hash, String text) {}
}
