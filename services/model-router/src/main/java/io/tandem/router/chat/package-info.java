/// A chat with a language model in our own words: what is asked, what streams back, what can go wrong, and the
/// interface that every provider's adapter has.
///
/// Start reading at [Provider] and [Delta]; [ChatRequestReader] reads what callers send.
///
/// Never here: HTTP, a provider's own field names (but for the public surface, which is OpenAI's), a choice of model.
@NullMarked
package io.tandem.router.chat;

import org.jspecify.annotations.NullMarked;
