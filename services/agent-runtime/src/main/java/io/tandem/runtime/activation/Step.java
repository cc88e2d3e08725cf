package io.tandem.runtime.activation;

import io.tandem.kit.outbox.OutboxRecord;
import io.tandem.runtime.journal.JournalEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One commit of an activation.
///
/// @param entries may be empty, when only the lease is given back
/// @param drained arrivals that the journal knows after it
/// @param after what becomes of the lease
/// @param besides records to publish in the same transaction, under the task's key
record Step(List<JournalEntry> entries, long drained, After after, List<OutboxRecord> besides) {
    Step {
        entries = List.copyOf(entries);
        besides = List.copyOf(besides);
    }

    sealed interface After {
        /// Go on; the lease is kept.
        ///
        /// @param onlyIfAllRead refused while arrivals are unread, so that no intent stands beside a cancel
        record Keep(boolean onlyIfAllRead) implements After {}

        /// Give the lease back; due again at that time, or at once if something arrived meanwhile.
        record Release(@Nullable Instant due) implements After {}

        /// The task is over. Refused while arrivals are unread.
        record Finish() implements After {}
    }
}
