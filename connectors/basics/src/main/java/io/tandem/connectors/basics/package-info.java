/// MCP server `basics`: what a model is bad at and every agent needs, sums and the time.
///
/// Start reading at [Calculator] and [Clock].
///
/// Never here: anything that reads or changes a system; a dependency on the rest of Tandem.
@NullMarked
package io.tandem.connectors.basics;

import org.jspecify.annotations.NullMarked;
