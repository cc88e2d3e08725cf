/// The ledger's evidence: the shape of a record, the hash that chains it to the one before, the Merkle tree over a
/// team's records with its signed checkpoints, and the check of all three.
///
/// Start reading at [LedgerRecord], whose [LedgerRecord#computeHash()] defines the chain, then [MerkleEdge], by which a
/// tree grows, and [Checkpoint], which is signed of it. [ChainVerifier] walks records in order and names what is
/// wrong; [ExportVerifier] does so for a file that [ExportWriter] wrote, without a platform.
///
/// Never here: a database, a network, a decision about who may read; a check that only the writer could repeat.
@NullMarked
package io.tandem.ledger;

import org.jspecify.annotations.NullMarked;
