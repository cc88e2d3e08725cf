/// Reports for a period, from the ledger alone: who may do what, what changed, what was denied, approvals,
/// and what was done in spite of a default.
///
/// Start reading at [PeriodDesk], then [PeriodReader].
///
/// Never here: a figure that is not counted from records.
@NullMarked
package io.tandem.governance.period;

import org.jspecify.annotations.NullMarked;
