/// Agents kept in order: the inventory, the board of what needs a hand, and what happens when an owner leaves.
///
/// Start reading at [Inventory], then [Board] and [Departures].
///
/// Never here: an agent suspended without a notice before; an action that the caller could not take elsewhere.
@NullMarked
package io.tandem.registry.inventory;

import org.jspecify.annotations.NullMarked;
