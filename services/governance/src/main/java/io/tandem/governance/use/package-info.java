/// How agents are used, counted from the folded tasks and told on `agent.use`.
///
/// Start reading at [AgentUseFeed].
///
/// Never here: what somebody asked; a judgement on an agent.
@NullMarked
package io.tandem.governance.use;

import org.jspecify.annotations.NullMarked;
