/// Which agents a caller may see, from the gateway's view of `registry.agents`.
///
/// Start reading at [AgentAccess]. This refuses early what is plainly not allowed; the runtime decides.
///
/// Never here: an answer that tells an agent that is hidden from one that does not exist.
@NullMarked
package io.tandem.gateway.access;

import org.jspecify.annotations.NullMarked;
