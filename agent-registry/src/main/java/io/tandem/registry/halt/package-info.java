/// Kill switches: what is halted at once, by whom and why, until somebody lifts it.
///
/// Start reading at [KillSwitch]; gates read what it publishes on `registry.halts`.
///
/// Never here: a move of a version (a halted agent keeps its state and may be replaced), or a halt without a reason.
@NullMarked
package io.tandem.registry.halt;

import org.jspecify.annotations.NullMarked;
