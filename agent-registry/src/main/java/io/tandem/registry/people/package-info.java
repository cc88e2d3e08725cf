/// Who exists: people and teams as the identity provider knows them, by the Keycloak admin client.
///
/// Start reading at [People].
///
/// Never here: a change to anybody; a guess when the provider does not answer.
@NullMarked
package io.tandem.registry.people;

import org.jspecify.annotations.NullMarked;
