/// People connect tool servers: begin at the server's authorization server, come back, see what they granted, revoke.
///
/// Start reading at [Connections].
///
/// Never here: a step for anybody but the person whose session began it; a token in an answer.
@NullMarked
package io.tandem.hub.connection;

import org.jspecify.annotations.NullMarked;
