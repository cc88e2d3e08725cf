package io.tandem.runtime.task;

/// The right to run one task, as its row said when it was taken.
///
/// @param epoch rises with each taking; every write carries it
/// @param seq newest journal entry
/// @param wakeSeq arrivals so far
/// @param drained arrivals that the journal knows
/// @param subscribers changes of the subscriptions so far
/// @param starts holders that died while the step after `seq` ran
public record Lease(
        TaskHead head, String owner, long epoch, long seq, long wakeSeq, long drained, long subscribers, int starts) {}
