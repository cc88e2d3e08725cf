/// What a task costs on its way over HTTP and Kafka, beside two others in the same run. Start reading at
/// `EchoBenchmark`. A figure without its neighbours of the same run must never be printed here.
@NullMarked
package io.tandem.bench.echo;

import org.jspecify.annotations.NullMarked;
