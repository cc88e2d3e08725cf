/// The commands of `tandem`, one class each: read the arguments, call one thing, print, return an exit code.
///
/// Start reading at [Tandem]. No process is started or stopped from here but the supervisor.
@NullMarked
package io.tandem.cli.command;

import org.jspecify.annotations.NullMarked;
