/// Approvals of single calls, each bound to exactly one call.
///
/// Start reading at [Approvals].
///
/// Never here: an approval that outlives its one use; a decision by who asked.
@NullMarked
package io.tandem.hub.approval;

import org.jspecify.annotations.NullMarked;
