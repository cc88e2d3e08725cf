/// What the registry holds of other services' topics: tools from `hub.tools`, verdicts from `evaluation.results`.
///
/// Start reading at [RegistryNode].
///
/// Never here: a rule; a call to another service while starting.
@NullMarked
package io.tandem.registry.node;

import org.jspecify.annotations.NullMarked;
