/// The local language model as a part of the platform: whether it is needed, whether the person wants it, and its
/// process.
///
/// Start reading at [ModelChoice], then [WorkerPart].
///
/// Never here: fetching weights (the worker's own process does that); a start of the platform that waits for a model.
@NullMarked
package io.tandem.cli.worker;

import org.jspecify.annotations.NullMarked;
