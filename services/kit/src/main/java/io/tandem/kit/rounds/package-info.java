/// Work of a service that comes round: looked for again and again, on a thread of its own, until the service ends.
///
/// Start reading at [Rounds].
///
/// Never here: what is looked for; a schedule by the calendar.
@NullMarked
package io.tandem.kit.rounds;

import org.jspecify.annotations.NullMarked;
