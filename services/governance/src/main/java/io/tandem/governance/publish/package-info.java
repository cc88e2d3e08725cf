/// How governance publishes: rows of its outbox, sent to its topics after each commit.
///
/// Start reading at [Publication].
///
/// Never here: what a record means; a record sent outside a transaction.
@NullMarked
package io.tandem.governance.publish;

import org.jspecify.annotations.NullMarked;
