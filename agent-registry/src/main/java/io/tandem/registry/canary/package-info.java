/// Versions that answer a share of the calls beside the active one.
///
/// Start reading at [Canaries].
///
/// Never here: who may start one, which is a move of the version; whether it does well, which governance tells.
@NullMarked
package io.tandem.registry.canary;

import org.jspecify.annotations.NullMarked;
