/// Acting for people at tool servers: whose sign-in the hub holds, which agents need a client of their own,
/// and the token of one call.
///
/// Start reading at [Delegation].
///
/// Never here: a person's own token sent to a connector, or written anywhere unsealed.
@NullMarked
package io.tandem.hub.delegation;

import org.jspecify.annotations.NullMarked;
