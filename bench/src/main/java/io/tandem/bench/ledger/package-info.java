/// The ledger: how fast it takes events, how soon they are signed, how long a search for a text takes,
/// how long a million records take to verify.
/// Start reading at `LedgerBenchmark`. A figure of a verification that found something must never happen here.
@NullMarked
package io.tandem.bench.ledger;

import org.jspecify.annotations.NullMarked;
