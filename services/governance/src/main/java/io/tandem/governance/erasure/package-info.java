/// Erasing payloads of the ledger, by person or by age, while its proofs stay whole.
///
/// Start reading at [ErasureDesk], which lets one person propose and another carry out; [Selection] is what
/// goes, and [Eraser] takes it away once the ledger says so. `refuse_unrecorded_erasure` in the database
/// lets nothing else go.
///
/// Never here: a change of a record; a payload that goes before its erasure is in the ledger and signed.
@NullMarked
package io.tandem.governance.erasure;

import org.jspecify.annotations.NullMarked;
