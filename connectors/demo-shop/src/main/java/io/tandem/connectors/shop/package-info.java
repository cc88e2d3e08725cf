/// The demo shop: its schema and generated rows, its policies, and MCP server `shop` with the one tool that writes.
///
/// Start reading at [DemoShop] (data) and [CreditNotes] (tool).
///
/// Never here: an answer to a question that the demo asks; a person's name.
@NullMarked
package io.tandem.connectors.shop;

import org.jspecify.annotations.NullMarked;
