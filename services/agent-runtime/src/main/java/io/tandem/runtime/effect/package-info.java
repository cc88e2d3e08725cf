/// What activations do outside: calls to the model router, the connector hub and peers, and what comes back from them.
///
/// Start reading at [World].
///
/// Never here: a retry of a call whose outcome is unknown; a token of a user.
@NullMarked
package io.tandem.runtime.effect;

import org.jspecify.annotations.NullMarked;
