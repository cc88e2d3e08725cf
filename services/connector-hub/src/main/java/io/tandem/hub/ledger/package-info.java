/// Whether the ledger is written: what the hub lets happen must be on record.
///
/// Start reading at [LedgerWatch]; [LedgerGate] is what calls ask.
///
/// Never here: a ruling on a tool; a wait for the ledger.
@NullMarked
package io.tandem.hub.ledger;

import org.jspecify.annotations.NullMarked;
