/// A Tandem of its own for a benchmark, started by the command line as a user does. Start reading at
/// `BenchedTandem`. Reaching into the platform's classes must never happen here.
@NullMarked
package io.tandem.bench.platform;

import org.jspecify.annotations.NullMarked;
