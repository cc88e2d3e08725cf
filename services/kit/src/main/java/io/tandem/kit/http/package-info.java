/// What HTTP itself brings and no resource sees: callers that go away, bodies that are refused unread.
///
/// Start reading at [HangUp] and [BodyLimit].
///
/// Never here: a path of a service.
@NullMarked
package io.tandem.kit.http;

import org.jspecify.annotations.NullMarked;
