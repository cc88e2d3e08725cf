/// How rows of the database are written and read, for the parts that keep some: values by their place, times as such
/// and of years that it takes.
///
/// Start reading at [Statements].
///
/// Never here: a statement or a table of one part; transactions; connections.
@NullMarked
package io.tandem.governance.rows;

import org.jspecify.annotations.NullMarked;
