/// What is known of judges: the view of `judge.standings`.
///
/// Start reading at [KnownJudges].
///
/// Never here: a question to a judge; a rubric's text.
@NullMarked
package io.tandem.registry.judge;

import org.jspecify.annotations.NullMarked;
