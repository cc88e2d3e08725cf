/// Cedar behind [io.tandem.policy.DecisionPoint].
///
/// Start reading at [CedarPolicies]. Cedar skips a `forbid` that fails while it is evaluated; here any failure is a
/// deny, and requests are checked against the schema, so that policies find what they may rely on.
///
/// Never here: a rule, and anything that outlives a text but the caches of its slices.
@NullMarked
package io.tandem.policy.cedar;

import org.jspecify.annotations.NullMarked;
