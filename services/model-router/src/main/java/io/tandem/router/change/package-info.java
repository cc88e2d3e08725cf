/// What the ledger is told of models and tiers: what was added, removed and changed since it was last told.
///
/// Start reading at [ModelRecords].
///
/// Never here: a key, or anything else of a request's headers; a decision about which model answers.
@NullMarked
package io.tandem.router.change;

import org.jspecify.annotations.NullMarked;
