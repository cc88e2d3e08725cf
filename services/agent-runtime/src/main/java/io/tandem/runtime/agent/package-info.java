/// What an agent does next: behaviours as pure decisions over the journal.
///
/// Start reading at [Behaviour] and [Next]; [EchoBehaviour] is the smallest one.
///
/// Never here: a write, a lease, a thread. A behaviour is asked again after a crash and must decide the same.
@NullMarked
package io.tandem.runtime.agent;

import org.jspecify.annotations.NullMarked;
