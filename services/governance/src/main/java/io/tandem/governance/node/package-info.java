/// Governance as it runs in a process: its parts put together and started.
///
/// Start reading at [GovernanceNode]; [GovernanceStart] starts it inside the container.
///
/// Never here: what a part does.
@NullMarked
package io.tandem.governance.node;

import org.jspecify.annotations.NullMarked;
