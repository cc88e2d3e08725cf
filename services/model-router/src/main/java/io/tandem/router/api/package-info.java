/// The public surface: OpenAI's `/v1/chat/completions` and `/v1/models`, and Tandem's own `/api/v1/models`.
///
/// Start reading at [ChatResource].
///
/// Never here: a choice of model; a request that goes on when nobody listens any more.
@NullMarked
package io.tandem.router.api;

import org.jspecify.annotations.NullMarked;
