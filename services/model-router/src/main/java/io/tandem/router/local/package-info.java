/// The local model worker: small models that cannot call tools by themselves. Each step is one JSON decision,
/// constrained by a schema made from the tools, and read back as the same pieces that every provider gives.
///
/// Start reading at [LocalProvider], then [DecisionSchema].
///
/// Never here: an example that resembles a question people will ask; a string or list without a bound.
@NullMarked
package io.tandem.router.local;

import org.jspecify.annotations.NullMarked;
