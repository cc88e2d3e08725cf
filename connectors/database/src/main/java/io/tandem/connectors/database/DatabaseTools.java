package io.tandem.connectors.database;

import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolCallException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The two tools of this server.
@Singleton
@McpServer("database")
public class DatabaseTools {
    private final ReadOnlyConnections connections;
    private final DatabaseSettings settings;

    @Inject
    DatabaseTools(ReadOnlyConnections connections, DatabaseSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    /// Tables and views as compact text.
    @Tool(
            name = "describe_schema",
            description =
                    "Shows the database's tables and views: columns with types, comments and keys. Call this before"
                            + " you write a query.")
    @RunOnVirtualThread
    public String describeSchema(
            @ToolArg(description = "name of one table or view; all of them if left out", required = false)
                    Optional<String> table) {
        String one = table.map(String::strip).filter(name -> !name.isEmpty()).orElse("");
        return connections.run(connection -> new SchemaText(settings.schema()).of(connection, one));
    }

    /// The rows of one statement as JSON.
    ///
    /// @throws ToolCallException with PostgreSQL's own words if it refuses
    @Tool(
            description = "Runs one read-only SQL statement of PostgreSQL and gives its rows as JSON: columns, rows,"
                    + " rowCount, sums of the decimal columns over all rows, and truncated if there are more rows than"
                    + " given.")
    @RunOnVirtualThread
    public String query(@ToolArg(description = "one SELECT statement of PostgreSQL") String sql) {
        return connections.run(
                connection -> new QueryText(settings.maxRows(), settings.maxChars()).of(connection, sql));
    }
}
