/// What arrived for tasks: rows that survive, each message once.
///
/// Start reading at [Inbox].
///
/// Never here: the decision whether the caller may; running anything.
@NullMarked
package io.tandem.runtime.inbox;

import org.jspecify.annotations.NullMarked;
