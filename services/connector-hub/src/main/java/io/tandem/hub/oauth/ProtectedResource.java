package io.tandem.hub.oauth;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a tool server says of itself as an OAuth resource (RFC 9728).
///
/// @param resource its identifier, for which tokens are asked
/// @param issuers of the authorization servers whose tokens it takes
public record ProtectedResource(String resource, List<String> issuers) {
    public ProtectedResource {
        issuers = List.copyOf(issuers);
    }

    /// Whether this is said of an address: the same origin, and a path that the address begins with. A server that
    /// names another one would get tokens for it.
    public static boolean covers(String resource, URI address) {
        try {
            URI named = URI.create(resource);
            String path = slashed(named.getRawPath());
            return String.valueOf(named.getScheme()).equalsIgnoreCase(address.getScheme())
                    && String.valueOf(named.getHost()).equalsIgnoreCase(address.getHost())
                    && port(named) == port(address)
                    && named.getRawFragment() == null
                    && slashed(address.getRawPath()).startsWith(path);
        } catch (IllegalArgumentException e) {
            return false; // no address
        }
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    private static String slashed(@Nullable String path) {
        String told = path == null ? "" : path;
        return told.endsWith("/") ? told : told + "/";
    }
}
