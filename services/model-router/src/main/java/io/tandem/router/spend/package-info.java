/// What may be spent a day, in one store for all nodes: held back before a call, settled after it.
///
/// Start reading at [Spending].
///
/// Never here: a price; a call that is made; a limit in tokens.
@NullMarked
package io.tandem.router.spend;

import org.jspecify.annotations.NullMarked;
