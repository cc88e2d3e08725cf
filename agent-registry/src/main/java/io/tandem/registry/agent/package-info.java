/// Agents by name: their draft, who owns them, who may reach them, and the catalogue.
///
/// Start reading at [AgentsResource], then [Agents].
///
/// Never here: a state of a version; an answer about an agent that the caller may not see.
@NullMarked
package io.tandem.registry.agent;

import org.jspecify.annotations.NullMarked;
