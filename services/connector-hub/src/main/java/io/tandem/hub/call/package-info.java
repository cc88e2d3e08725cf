/// The gate: decides on a call, makes it, records it.
///
/// Start reading at [ToolGate].
///
/// Never here: a call without a fresh decision; a retry.
@NullMarked
package io.tandem.hub.call;

import org.jspecify.annotations.NullMarked;
