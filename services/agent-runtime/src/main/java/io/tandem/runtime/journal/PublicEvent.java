package io.tandem.runtime.journal;

import io.tandem.a2a.StreamResponse;

/// What a stream tells of one entry.
///
/// @param previousSeq the number of the public event before this one, 0 for the first
public record PublicEvent(long seq, long previousSeq, long attempt, StreamResponse event) {}
