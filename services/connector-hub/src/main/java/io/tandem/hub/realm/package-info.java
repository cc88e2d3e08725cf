/// The identity provider as the hub needs it: a client for each agent, and tokens with which an agent acts for somebody
/// at one tool server. The adapter to Keycloak's admin client and to Quarkus' OIDC client.
///
/// Start reading at [TokenExchange]; [RealmClients] makes the clients that it needs.
///
/// Never here: a token that was not looked at before it is used; which agents there are.
@NullMarked
package io.tandem.hub.realm;

import org.jspecify.annotations.NullMarked;
