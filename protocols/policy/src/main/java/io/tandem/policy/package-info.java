/// The one decision point: may this principal do this to that, and if not, why and who can change it.
///
/// Start reading at [DecisionPoint]; [PolicyBook] is the one that every gate asks. What a [Question] may speak of
/// stands in `tandem.cedarschema`, what holds everywhere in `built-in.cedar`, beside this package.
///
/// Never here: a vendor's type (that is `io.tandem.policy.cedar`), a database, a network, a rule written in Java.
@NullMarked
package io.tandem.policy;

import org.jspecify.annotations.NullMarked;
