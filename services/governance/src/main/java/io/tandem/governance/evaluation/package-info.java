/// Evaluations: the cases of an agent version, asked as tasks over A2A and checked.
///
/// Start reading at [Evaluator], which works through an evaluation; [Checks] decides on one answer, [PassRule] on the
/// whole.
///
/// Never here: a way around the gate; a verdict without the evidence for it; a call that does not go over A2A.
@NullMarked
package io.tandem.governance.evaluation;

import org.jspecify.annotations.NullMarked;
