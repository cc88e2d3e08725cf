package io.tandem.ledger;

import org.jspecify.annotations.Nullable;

/// Something that is wrong with the evidence.
///
/// @param number the first bad record, or the first missing one; 0 where a source and no record is concerned
/// @param eventId the record's event, where there is a record
/// @param detail in words a person understands
public record LedgerProblem(
        Kind kind, String team, long number, @Nullable String eventId, String detail) {

    public enum Kind {
        /// What a record says is not what it said when it was written.
        CHANGED,
        /// The payload is not the one that was recorded.
        PAYLOAD_CHANGED,
        /// The payload is gone, and no erasure on record names it.
        PAYLOAD_MISSING,
        /// Payloads are gone, and this record says that they were erased.
        PAYLOAD_ERASED,
        /// A record is missing.
        REMOVED,
        /// A record stands where none was written.
        INSERTED,
        /// Records changed places.
        REORDERED,
        /// A source numbered an event that never arrived.
        SOURCE_GAP,
        /// A checkpoint is not one that a known key signed for its place.
        CHECKPOINT_CHANGED,
        /// A checkpoint was left out.
        CHECKPOINT_MISSING,
        /// Records are not those that were signed.
        REWRITTEN,
        /// Records that were signed are gone from the end.
        ROLLED_BACK,
        /// A call was made with an approval that is not for it.
        APPROVAL_MISMATCH,
        /// A decision names policies that are not on record.
        POLICY_UNKNOWN,
        /// A call was about to be made, and what became of it is not told.
        OUTCOME_MISSING,
        /// An exported file is not the one that was signed.
        FILE_CHANGED
    }
}
