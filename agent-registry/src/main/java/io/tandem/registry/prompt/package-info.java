/// What the designer asks the language model: small steps, each with a schema, and the call to model-router.
///
/// Start reading at [DesignSteps], then [DesignModel].
///
/// Never here: a question, query or answer about anybody's data as an example; an answer that does not fit its schema.
@NullMarked
package io.tandem.registry.prompt;

import org.jspecify.annotations.NullMarked;
