/// What one answer is judged by: the checks of its case, over the answer and over the trajectory of tool calls.
///
/// Start reading at [Checks]; [Facts] is what is known of a task, [Evidence] what is kept of it.
///
/// Never here: the verdict on a whole evaluation; a model that judges; the database.
@NullMarked
package io.tandem.governance.check;

import org.jspecify.annotations.NullMarked;
