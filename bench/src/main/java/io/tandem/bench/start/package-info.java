/// Time and memory of `tandem up`. Start reading at `StartBenchmark`. Sharing a home with a user must never
/// happen here.
@NullMarked
package io.tandem.bench.start;

import org.jspecify.annotations.NullMarked;
