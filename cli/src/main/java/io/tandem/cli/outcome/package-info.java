/// How a command ends: the exit codes and the one exception that carries a sentence for the person.
///
/// Start reading at [Failure]. Nothing here may know a command, a part or a file.
@NullMarked
package io.tandem.cli.outcome;

import org.jspecify.annotations.NullMarked;
