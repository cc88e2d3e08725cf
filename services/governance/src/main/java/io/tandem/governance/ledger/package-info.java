/// The ledger: every event of the platform becomes one record of its team's hash chain.
///
/// Start reading at [Ledger], which appends; [LedgerConsumer] brings it what [Streams] reads from the topics.
///
/// Never here: a change of a record; a record that did not come from a topic; a decision about who may read.
@NullMarked
package io.tandem.governance.ledger;

import org.jspecify.annotations.NullMarked;
