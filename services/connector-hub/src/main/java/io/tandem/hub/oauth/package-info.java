/// OAuth as a client of other people's authorization servers: what a tool server says of its own (RFC 9728), what that
/// one says of itself (RFC 8414), and the requests of the authorization code grant with PKCE (RFC 7636), resource
/// (RFC 8707) and issuer (RFC 9207).
///
/// Start reading at [Discovery], then [AuthorizationServers].
///
/// Never here: whose grant it is, or a token that is kept; a request that does not go through the
/// [io.tandem.hub.egress.EgressDoor].
@NullMarked
package io.tandem.hub.oauth;

import org.jspecify.annotations.NullMarked;
