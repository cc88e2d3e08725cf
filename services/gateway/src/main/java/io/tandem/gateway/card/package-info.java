/// Agent cards: what an agent is and how to reach it.
///
/// Start reading at [CardResource], then [Cards].
///
/// Never here: anything that the caller may not see; addresses of brokers.
@NullMarked
package io.tandem.gateway.card;

import org.jspecify.annotations.NullMarked;
