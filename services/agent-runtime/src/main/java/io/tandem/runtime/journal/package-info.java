/// The journal: what happened in a task, entry by entry, as the only truth about it.
///
/// Start reading at [Entry], then [TaskState], which folds entries into what the task is now.
///
/// Never here: a write without a lease (that is `StepWriter`'s), a change of an entry once written.
@NullMarked
package io.tandem.runtime.journal;

import org.jspecify.annotations.NullMarked;
