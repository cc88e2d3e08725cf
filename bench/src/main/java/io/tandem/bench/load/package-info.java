/// One load, one figure: closed loops with a latency histogram. Start reading at `ClosedLoop`. Dropping failed
/// calls from a figure must never happen here.
@NullMarked
package io.tandem.bench.load;

import org.jspecify.annotations.NullMarked;
