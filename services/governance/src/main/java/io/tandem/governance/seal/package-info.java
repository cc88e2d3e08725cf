/// The ledger's seal: signed checkpoints over each team's Merkle tree, their copies outside the database, and the head
/// that tells everybody that the ledger is written.
///
/// Start reading at [Sealer], which signs what is new; [KeptCheckpoints] keeps copies as files; [LedgerPulse] publishes
/// the head; [Proofs] proves one record.
///
/// Never here: a change of a record; a signature over a tree that does not go on from the one signed before.
@NullMarked
package io.tandem.governance.seal;

import org.jspecify.annotations.NullMarked;
