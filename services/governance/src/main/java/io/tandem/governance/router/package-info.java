/// Questions of governance to language models, by way of model-router.
///
/// Start reading at [ModelRouter].
///
/// Never here: what is asked, and what follows from an answer.
@NullMarked
package io.tandem.governance.router;

import org.jspecify.annotations.NullMarked;
