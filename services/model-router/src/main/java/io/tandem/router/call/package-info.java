/// One model call: which model is tried, which one next when it fails, and what it cost.
///
/// Start reading at [Router], then [RoutedStream].
///
/// Never here: a second model after the first token has gone out; a provider's shapes; HTTP.
@NullMarked
package io.tandem.router.call;

import org.jspecify.annotations.NullMarked;
