/// The states of a version and who may move it, as one table.
///
/// Start reading at [Lifecycle].
///
/// Never here: the database; a way around the evaluation or around the second pair of eyes.
@NullMarked
package io.tandem.registry.lifecycle;

import org.jspecify.annotations.NullMarked;
