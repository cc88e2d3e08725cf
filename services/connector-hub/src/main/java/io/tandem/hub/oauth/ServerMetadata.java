package io.tandem.hub.oauth;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What an authorization server says of itself (RFC 8414), as far as it is used here.
///
/// @param revocation null if it has no such endpoint (RFC 7009)
/// @param namesItself whether its answers carry `iss` (RFC 9207)
/// @param secretInBody whether a client's secret goes into the body, for it takes none by HTTP Basic
public record ServerMetadata(
        String issuer,
        URI authorization,
        URI token,
        @Nullable URI revocation,
        boolean namesItself,
        boolean secretInBody) {}
