/// Registered connectors and their pinned tools: listing, quarantine, approval of definitions, exemptions.
///
/// Start reading at [Connectors].
///
/// Never here: a tool whose definition nobody approved among the usable ones; a credential in an answer.
@NullMarked
package io.tandem.hub.connector;

import org.jspecify.annotations.NullMarked;
