/// What all commands share in front of a terminal: the form of the output, tables, and text made safe to show.
///
/// Start reading at [OutputOptions]. Text that an agent, a model or another person wrote is never printed before
/// [Shown] has taken the control characters out of it.
@NullMarked
package io.tandem.cli.terminal;

import org.jspecify.annotations.NullMarked;
