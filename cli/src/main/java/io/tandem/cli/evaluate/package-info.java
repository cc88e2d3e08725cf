/// `tandem evaluate`: a version's evaluation followed to its end, its failed cases told in plain words.
///
/// Start reading at [EvaluateCommand]. Nothing here decides whether a case passed.
@NullMarked
package io.tandem.cli.evaluate;

import org.jspecify.annotations.NullMarked;
