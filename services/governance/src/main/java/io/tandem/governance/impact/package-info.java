/// What a kill switch would hit among tasks and the people who ask for them.
///
/// Start reading at [ImpactDesk]; the tasks are those that `io.tandem.governance.worth` folds costs into.
///
/// Never here: a halt; this only counts.
@NullMarked
package io.tandem.governance.impact;

import org.jspecify.annotations.NullMarked;
