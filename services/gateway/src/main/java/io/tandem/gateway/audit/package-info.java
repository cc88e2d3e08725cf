/// What happens at the edge and has no stream of its own: sign-ins and refusals, on `audit.gateway`.
///
/// Start reading at [SignIns] and [Refusals]; both write through [EdgeRecords].
///
/// Never here: a token, or anything that would tell a caller more than the answer did.
@NullMarked
package io.tandem.gateway.audit;

import org.jspecify.annotations.NullMarked;
