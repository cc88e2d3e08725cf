/// The verdict on an evaluation: shares with their intervals, the comparison with the active version, the gate.
///
/// Start reading at [Gate]; [Paired] is the comparison, [Report] what people and programs are told.
/// `docs/reference/evaluation.md` tells the rule.
///
/// Never here: a way around the gate; a number without its interval; the database.
@NullMarked
package io.tandem.governance.verdict;

import org.jspecify.annotations.NullMarked;
