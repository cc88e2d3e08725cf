/// Runs a model on this machine's processor: llama.cpp inside this process, by the library `de.kherud:llama`.
///
/// Start reading at [Engine].
///
/// Never here: HTTP; a model that was not verified; an ordinary exit of the process once the library has run (a
/// native thread stays attached: the end is `Runtime.halt`).
@NullMarked
package io.tandem.worker.engine;

import org.jspecify.annotations.NullMarked;
