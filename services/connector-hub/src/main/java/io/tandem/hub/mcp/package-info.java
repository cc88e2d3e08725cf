/// The MCP Java SDK behind our own records: lists tools and calls one, over Streamable HTTP or the standard
/// input and output of a program.
///
/// Start reading at [McpConnections].
///
/// Never here: a second attempt at a call; a decision whether a call is allowed.
@NullMarked
package io.tandem.hub.mcp;

import org.jspecify.annotations.NullMarked;
