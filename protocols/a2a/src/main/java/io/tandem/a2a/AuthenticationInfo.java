package io.tandem.a2a;

import org.jspecify.annotations.Nullable;

/// How a push notification proves itself to its receiver (specification 4.3.2).
///
/// @param scheme an HTTP authentication scheme, for example `Bearer`
/// @param credentials a secret: never logged, never given back
public record AuthenticationInfo(
        @Required String scheme, @Nullable String credentials) {
    @Override
    public String toString() {
        return "AuthenticationInfo[scheme=" + scheme + "]";
    }
}
