/// The ledger's evidence: the shape of a record, the hash that chains it to the one before, and the check of both.
///
/// Start reading at [LedgerRecord], whose [LedgerRecord#computeHash()] defines the chain; [ChainVerifier] walks records
/// in order and names what is wrong; [ExportVerifier] does so for an exported file, without a platform.
///
/// Never here: a database, a network, a decision about who may read; a check that only the writer could repeat.
@NullMarked
package io.tandem.ledger;

import org.jspecify.annotations.NullMarked;
