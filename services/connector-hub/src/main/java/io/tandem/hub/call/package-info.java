/// The gate: decides on a call, makes it, records it.
///
/// Start reading at [ToolGate].
///
/// Never here: a call without a fresh decision; a retry of a call that may have been made.
@NullMarked
package io.tandem.hub.call;

import org.jspecify.annotations.NullMarked;
