package io.tandem.ledger;

import java.util.List;

/// How far signatures reach over the records that were verified.
///
/// @param checkpoints how many signed checkpoints hold
/// @param sealed records that a checkpoint covers
/// @param unsealed records after their team's newest checkpoint: nothing but the chain covers them
/// @param sealedLate records signed more than a minute after they were recorded, such as those from before there were
/// checkpoints; the signature tells nothing about the time before it
/// @param keys ids of the keys that were believed
/// @param copies how many checkpoints that were kept elsewhere were compared
public record Sealing(long checkpoints, long sealed, long unsealed, long sealedLate, List<String> keys, int copies) {
    public Sealing {
        keys = List.copyOf(keys);
    }
}
