/// Tasks as the ledger recorded them: what was asked, what came of it.
///
/// Start reading at [RecordedTasks].
///
/// Never here: a copy of a task's text in a table of governance's own; what follows from it.
@NullMarked
package io.tandem.governance.recorded;

import org.jspecify.annotations.NullMarked;
