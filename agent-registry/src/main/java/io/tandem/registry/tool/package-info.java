/// Which tools there are and which teams hold them: the view of `hub.tools`.
///
/// Start reading at [HeldTools].
///
/// Never here: a call to a tool; a tool that is quarantined given to anybody.
@NullMarked
package io.tandem.registry.tool;

import org.jspecify.annotations.NullMarked;
