package io.tandem.hub.mcp;

import io.tandem.hub.sandbox.Program;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where a connector is and how to show who we are.
public sealed interface Endpoint {

    /// An MCP server over Streamable HTTP.
    ///
    /// @param header the credential's header, null if it needs none
    /// @param credential asked for each request, so that a token is never an old one
    /// @param builtIn comes with Tandem and is where its settings say; others go through
    ///     the [io.tandem.hub.egress.EgressDoor]
    record Http(URI url, @Nullable String header, Supplier<String> credential, boolean builtIn) implements Endpoint {
        /// One that is shown an access token.
        public static Http bearer(URI url, Supplier<String> token, boolean builtIn) {
            return new Http(url, "Authorization", () -> "Bearer " + token.get(), builtIn);
        }

        @Override
        public String toString() {
            return url.toString();
        }
    }

    /// An MCP server that is a program, spoken to by its standard input and output. Equal endpoints share a process.
    ///
    /// @param connector names its process and folder
    /// @param secrets variables of its environment that are shown nowhere
    record Stdio(String connector, Program program, Map<String, String> secrets) implements Endpoint {
        public Stdio {
            secrets = Map.copyOf(secrets);
        }

        @Override
        public String toString() {
            return connector + " (" + program.command() + ")";
        }
    }
}
