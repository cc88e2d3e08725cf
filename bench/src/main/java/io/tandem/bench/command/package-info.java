/// The benchmarks' command line. Start reading at `Bench`. Measuring must never happen here.
@NullMarked
package io.tandem.bench.command;

import org.jspecify.annotations.NullMarked;
