/// HTTP to providers: one streaming request that can be aborted at any moment, is cut when it stalls, and fails in
/// our own words.
///
/// Start reading at [EventRequest].
///
/// Never here: what a provider's JSON means; a retry; a key in a log or a message.
@NullMarked
package io.tandem.router.wire;

import org.jspecify.annotations.NullMarked;
