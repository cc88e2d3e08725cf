/// Running tasks: leases, the threads that run under them, and the one place that writes journals.
///
/// Start reading at [Activation] (one lease), then [StepWriter] (the write that carries the epoch), [Leases] (how a
/// lease
/// is taken and kept) and [Sweeper] (who takes over).
///
/// Never here: a journal write without owner and epoch in its condition; a wait that holds a thread for long.
@NullMarked
package io.tandem.runtime.activation;

import org.jspecify.annotations.NullMarked;
