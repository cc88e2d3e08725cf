/// The Keycloak realm `tandem`: roles, teams, clients, demo people, and the files that tell their passwords.
///
/// Start reading at [RealmImport], what the realm should be; [RealmSync] brings one that exists up to that.
///
/// Never here: a password put together as text (JSON only), or one of a person who exists already.
@NullMarked
package io.tandem.cli.realm;

import org.jspecify.annotations.NullMarked;
