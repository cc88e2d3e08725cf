/// Commands from Kafka: who may, then into the inbox, in batches.
///
/// Start reading at [CommandConsumer] (the loop), then [CommandBatch] (one transaction) and [Admission] (who may).
///
/// Never here: a wait; an offset committed before the transaction of its record; trust in anything but the pass.
@NullMarked
package io.tandem.runtime.command;

import org.jspecify.annotations.NullMarked;
