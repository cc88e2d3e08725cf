/// Watches versions that answer a share of the calls, beside the active one, on real runs.
///
/// Start reading at [CanaryWatch]; what it goes by is [CanaryRule].
///
/// Never here: a move of a version, which the registry makes; a run of an evaluation.
@NullMarked
package io.tandem.governance.canary;

import org.jspecify.annotations.NullMarked;
