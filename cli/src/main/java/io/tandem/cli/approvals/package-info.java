/// `tandem approvals`: calls of tools that wait for somebody's yes.
///
/// Start reading at [ApprovalsCommand]. The arguments are shown whole before anybody decides on them.
///
/// Never here: a decision without the reason given for it.
@NullMarked
package io.tandem.cli.approvals;

import org.jspecify.annotations.NullMarked;
