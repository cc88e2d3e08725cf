/// Where a model's weights come from: a file that the person has, a model hub, or the person's own pip index; always
/// checked against the size and hash that the manifest pins.
///
/// Start reading at [Weights].
///
/// Never here: a file under its final name that was not verified; a host name of a package index.
@NullMarked
package io.tandem.worker.weights;

import org.jspecify.annotations.NullMarked;
