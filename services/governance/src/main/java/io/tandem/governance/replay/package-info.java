/// What would have changed: a text of policies is asked again what was asked in the last days.
///
/// Start reading at [ReplayDesk].
///
/// Never here: a decision that anybody is held to.
@NullMarked
package io.tandem.governance.replay;

import org.jspecify.annotations.NullMarked;
