/// MCP server `database`: shows any PostgreSQL database's schema to a model and runs one read-only query.
///
/// Start reading at [DatabaseTools], then [ReadOnlyConnections].
///
/// Never here: a judgement by the text of a query. What it may do is decided by PostgreSQL: the role's rights, a
/// read-only transaction, a time limit.
@NullMarked
package io.tandem.connectors.database;

import org.jspecify.annotations.NullMarked;
