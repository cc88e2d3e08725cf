package io.tandem.runtime.journal;

import java.time.Instant;

/// An entry as it stands in the journal.
///
/// @param seq from 1, without gaps
/// @param attempt the lease epoch of who wrote it
public record JournalEntry(long seq, long attempt, Instant at, Entry entry) {}
