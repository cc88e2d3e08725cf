/// The Keycloak realm `tandem`: roles, teams, clients, demo people, and the files that tell their passwords.
///
/// Start reading at [RealmImport]. Nothing here talks to Keycloak, and no password is ever put together as text: JSON
/// only.
@NullMarked
package io.tandem.cli.realm;

import org.jspecify.annotations.NullMarked;
