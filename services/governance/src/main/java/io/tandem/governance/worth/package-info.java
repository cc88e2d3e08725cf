/// Outcomes and worth: what people accepted of what agents did, the time that saved, and what it cost.
///
/// Start reading at [WorthDesk]; [CostConsumer] folds what tasks cost, [Outcomes] keeps what people said.
///
/// Never here: worth of a result that nobody accepted; an assumption that is not shown.
@NullMarked
package io.tandem.governance.worth;

import org.jspecify.annotations.NullMarked;
