/// `tandem agents inventory`, `runs`, `scores` and `steward`, and `tandem board`: agents kept in order.
///
/// Start reading at [ShowInventory]. Nothing here judges an agent.
@NullMarked
package io.tandem.cli.inventory;

import org.jspecify.annotations.NullMarked;
