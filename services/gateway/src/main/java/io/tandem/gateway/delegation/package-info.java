/// Callers of agents that act for them: connector-hub is handed their sign-in.
///
/// Start reading at [CallerHandover].
///
/// Never here: a token on a topic or in a log; a caller's token for an agent that does not act for its callers.
@NullMarked
package io.tandem.gateway.delegation;

import org.jspecify.annotations.NullMarked;
