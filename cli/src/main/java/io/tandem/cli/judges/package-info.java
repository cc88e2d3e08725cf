/// `tandem judges`: rubrics that a model judges by, people's labels, and how well the two agree.
///
/// Start reading at [JudgesCommand]. Nothing here reckons.
@NullMarked
package io.tandem.cli.judges;

import org.jspecify.annotations.NullMarked;
