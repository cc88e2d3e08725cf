/// Immutable versions of agents: saved from the draft, moved through the lifecycle, published.
///
/// Start reading at [VersionsResource], then [Transitions]; [Verdicts] is what evaluations decide.
///
/// Never here: a change to a saved definition; a way to ACTIVE without a passed evaluation and a second person.
@NullMarked
package io.tandem.registry.version;

import org.jspecify.annotations.NullMarked;
