/// Reading the ledger: records by filter with a plain sentence each, exports, verification. Each of these is itself
/// recorded.
///
/// Start reading at [AuditResource], then [RecordPages] and [LedgerExport].
///
/// Never here: a change of the ledger; an answer that was not recorded first.
@NullMarked
package io.tandem.governance.audit;

import org.jspecify.annotations.NullMarked;
