/// What people granted to us at tool servers: kept sealed, refreshed before it ends, and the tasks that wait for it.
///
/// Start reading at [Grants].
///
/// Never here: a token that leaves for another server than it was granted for, or for another person's call.
@NullMarked
package io.tandem.hub.grant;

import org.jspecify.annotations.NullMarked;
