/// Who waits for what a task tells, and telling them.
///
/// Start reading at [Subscription]; [TaskStream] is the lease holder's side of it.
///
/// Never here: a send before the commit of what it tells.
@NullMarked
package io.tandem.runtime.stream;

import org.jspecify.annotations.NullMarked;
