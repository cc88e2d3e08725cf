/// The time of one decision, without a platform. Start reading at [DecisionBenchmark]. Waiting for anything but the
/// decision itself must never happen here.
@NullMarked
package io.tandem.bench.policy;

import org.jspecify.annotations.NullMarked;
