/// The worker process: a small HTTP server on loopback that offers one local model, OpenAI-compatible.
///
/// Start reading at [Worker].
///
/// Never here: an address other than loopback; an answer without the token; work for a caller who has hung up.
@NullMarked
package io.tandem.worker.server;

import org.jspecify.annotations.NullMarked;
