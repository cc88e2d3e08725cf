/// Where people meet approvals: views with counts, who takes care of what, what an approver looks at, and decisions,
/// changed ones and several at once among them.
///
/// Start reading at [ApprovalsResource]; what an approval is and when it may be used is `io.tandem.hub.approval`'s.
///
/// Never here: a right that an assignment gives; a changed call that the policies have not been asked about.
@NullMarked
package io.tandem.hub.inbox;

import org.jspecify.annotations.NullMarked;
