package io.tandem.router.wire;

import java.net.URI;
import java.util.Map;

/// Where a provider is and how it is asked.
///
/// @param base without a slash at its end, such as `https://host/v1`
/// @param headers sent with each request, keys included
public record Endpoint(String provider, URI base, Map<String, String> headers, Patience patience) {
    public Endpoint {
        headers = Map.copyOf(headers);
        String text = base.toString();
        base = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
    }

    URI at(String path) {
        return URI.create(base + path);
    }

    /// Without the headers, which hold keys.
    @Override
    public String toString() {
        return provider + " at " + base;
    }
}
