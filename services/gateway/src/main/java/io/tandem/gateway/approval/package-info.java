/// The A2A extension for approvals: whoever may decide on a waiting call does so from any A2A client, by a message on
/// the task.
///
/// Start reading at [ApprovalAnswers].
///
/// Never here: a right to decide, which is connector-hub's; a decision under another token than the sender's.
@NullMarked
package io.tandem.gateway.approval;

import org.jspecify.annotations.NullMarked;
