/// Replay of requests: what people asked an agent lately is asked of another version, with the outcomes that are on
/// record.
///
/// Start reading at [RequestReplayDesk]; [RequestReplayer] works through one, [Totals] sums it up.
///
/// Never here: a call of a tool or of another agent; a copy of what was asked or answered.
@NullMarked
package io.tandem.governance.rerun;

import org.jspecify.annotations.NullMarked;
