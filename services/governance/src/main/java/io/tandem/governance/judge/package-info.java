/// Judges: a rubric of a team that a model goes by, and how well that agrees with people.
///
/// Start reading at [JudgeDesk]; [Judging] asks the model, [Standing] is the rule of when it counts.
///
/// Never here: the verdict on a version; a judge that counts without people's labels.
@NullMarked
package io.tandem.governance.judge;

import org.jspecify.annotations.NullMarked;
