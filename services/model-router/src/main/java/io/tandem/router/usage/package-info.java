/// What each model call cost: rows of `model_call`, and records on `model.usage`.
///
/// Start reading at [UsageLog].
///
/// Never here: a price; a text of a prompt or an answer; a call that waits for the database.
@NullMarked
package io.tandem.router.usage;

import org.jspecify.annotations.NullMarked;
