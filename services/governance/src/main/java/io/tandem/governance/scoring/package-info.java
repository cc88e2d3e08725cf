/// Scores a share of real runs in the background, by the checks that need no expected value and by judges that count.
///
/// Start reading at [Scorer].
///
/// Never here: an alarm, which is the business of use and of canaries; a word of what was asked or answered.
@NullMarked
package io.tandem.governance.scoring;

import org.jspecify.annotations.NullMarked;
