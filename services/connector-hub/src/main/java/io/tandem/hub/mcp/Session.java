package io.tandem.hub.mcp;

import io.modelcontextprotocol.client.McpAsyncClient;

/// One use of a connector.
interface Session extends AutoCloseable {
    McpAsyncClient client();

    /// What a failure means, with what only the session knows.
    ///
    /// @param seen as the exception alone tells it
    ToolAnswer explained(ToolAnswer seen);

    @Override
    void close();
}
