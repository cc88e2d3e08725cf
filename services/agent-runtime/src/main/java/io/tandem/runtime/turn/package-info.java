/// The turn loop of managed agents: model, tool, peer, answer, refuse.
///
/// Start reading at [TurnLoop]; [Turns] is what it sees of the journal, [Prompt] what it tells the model.
///
/// Never here: input or output; a decision that depends on anything but the journal and the agent version.
@NullMarked
package io.tandem.runtime.turn;

import org.jspecify.annotations.NullMarked;
