package io.tandem.hub.mcp;

import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where a connector is and how to show who we are.
///
/// @param header the credential's header, null if it needs none
/// @param credential asked for each request, so that a token is never an old one
public record Endpoint(URI url, @Nullable String header, Supplier<String> credential) {
    @Override
    public String toString() {
        return url.toString();
    }
}
