/// A team's policies: proposed with their cases, observed, put in force by somebody else, taken back in one move.
///
/// Start reading at [Policies]; [PolicyState] is the way of a revision.
///
/// Never here: a decision on a call (each gate makes its own), or the language's engine (`io.tandem.policy`).
@NullMarked
package io.tandem.registry.policy;

import org.jspecify.annotations.NullMarked;
