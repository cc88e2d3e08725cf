package io.tandem.gateway.console;

import java.net.URI;

/// The console's Content-Security-Policy (W3C CSP level 3).
final class ContentPolicy {
    private ContentPolicy() {}

    /// Own files only, nothing inline; calls go to this origin and to the OpenID provider's.
    ///
    /// @param authority the provider's issuer, an absolute URL
    static String allowing(String authority) {
        URI issuer = URI.create(authority);
        if (issuer.getScheme() == null || issuer.getRawAuthority() == null) {
            throw new IllegalArgumentException("tandem.gateway.console.authority must be an absolute URL");
        }
        String provider = issuer.getScheme() + "://" + issuer.getRawAuthority();
        return "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
                + "connect-src 'self' " + provider + "; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    }
}
