/// One runtime node: how the parts are put together, started and stopped.
///
/// Start reading at [RuntimeNode]; [RuntimeStart] hands it what the container has.
///
/// Never here: a decision about a task.
@NullMarked
package io.tandem.runtime.node;

import org.jspecify.annotations.NullMarked;
