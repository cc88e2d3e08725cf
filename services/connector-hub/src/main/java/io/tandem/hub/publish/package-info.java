/// What the hub publishes and reads: its outbox, and its view of agents.
///
/// Start reading at [Publication].
///
/// Never here: what a record means; a record sent outside a transaction.
@NullMarked
package io.tandem.hub.publish;

import org.jspecify.annotations.NullMarked;
