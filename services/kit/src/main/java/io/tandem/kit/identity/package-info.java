/// Who is calling, from a validated access token, and how a service shows who it is.
///
/// Start reading at [Caller]; [InternalCallers] guards internal paths, [ServiceToken] is for calls between services.
///
/// Never here: validation of a token (that is quarkus-oidc), a decision about an agent or task, a token in a log.
@NullMarked
package io.tandem.kit.identity;

import org.jspecify.annotations.NullMarked;
