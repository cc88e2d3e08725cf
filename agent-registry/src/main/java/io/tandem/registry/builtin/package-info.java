/// Agents that are code of the runtime and stand outside the lifecycle.
///
/// Start reading at [BuiltInAgents].
///
/// Never here: an agent with a definition.
@NullMarked
package io.tandem.registry.builtin;

import org.jspecify.annotations.NullMarked;
