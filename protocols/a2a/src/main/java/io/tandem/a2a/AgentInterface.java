package io.tandem.a2a;

import org.jspecify.annotations.Nullable;

/// One way to reach an agent (specification 4.4.6).
///
/// @param protocolBinding `JSONRPC`, `GRPC`, `HTTP+JSON`, or the URI of a custom binding (5.8)
/// @param tenant to be echoed in every request over this interface
/// @param protocolVersion Major.Minor
public record AgentInterface(
        @Required String url,
        @Required String protocolBinding,
        @Nullable String tenant,
        @Required String protocolVersion) {

    /// JSON-RPC 2.0 over HTTP (specification 9).
    public static final String JSONRPC = "JSONRPC";

    /// HTTP with JSON bodies (specification 11).
    public static final String HTTP_JSON = "HTTP+JSON";

    /// gRPC (specification 10).
    public static final String GRPC = "GRPC";
}
