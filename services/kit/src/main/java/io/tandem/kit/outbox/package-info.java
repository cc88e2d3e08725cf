/// Publishing what a transaction did: rows written in that transaction, sent to Kafka after its commit.
///
/// Start reading at [Outbox] (writing) and [OutboxRelay] (sending). The tables come with the migrations in `db/kit`,
/// which
/// each service runs in its own schema before its own.
///
/// Never here: Kafka transactions; a send before the commit; a row deleted before the broker acknowledged it.
@NullMarked
package io.tandem.kit.outbox;

import org.jspecify.annotations.NullMarked;
