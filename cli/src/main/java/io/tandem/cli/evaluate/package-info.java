/// `tandem evaluate` and `tandem replay`: a version asked its cases, or what people asked lately, followed to
/// the end and told in plain words.
///
/// Start reading at [EvaluateCommand]. Nothing here decides whether a case passed or an answer differs.
@NullMarked
package io.tandem.cli.evaluate;

import org.jspecify.annotations.NullMarked;
