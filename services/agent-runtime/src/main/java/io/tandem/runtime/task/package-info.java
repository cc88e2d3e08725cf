/// Tasks as rows: identity, ownership and what reading them needs.
///
/// Start reading at [TaskHead], then [TaskReads].
///
/// Never here: a change of a row; a read that does not name owner and agent.
@NullMarked
package io.tandem.runtime.task;

import org.jspecify.annotations.NullMarked;
