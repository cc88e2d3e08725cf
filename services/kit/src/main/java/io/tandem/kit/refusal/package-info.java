/// What services say when they refuse, and what was refused at their public paths, so that they can put it on record.
///
/// Start reading at [RefusalFilter]; a service observes [Refusal] and records those with its name. [CallGate]
/// has the words for an agent that takes no tasks.
///
/// Never here: a decision. What is told has been decided and answered.
@NullMarked
package io.tandem.kit.refusal;

import org.jspecify.annotations.NullMarked;
