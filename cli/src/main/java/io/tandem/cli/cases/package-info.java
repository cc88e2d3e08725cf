/// `tandem agents cases`: cases of an agent's evaluation taken from a file or from a task, into its draft.
///
/// Start reading at [CasesCommand]. Nothing here decides what a valid case is.
@NullMarked
package io.tandem.cli.cases;

import org.jspecify.annotations.NullMarked;
