package io.tandem.hub.egress;

import java.net.URI;
import java.util.regex.Pattern;

/// Which addresses may be sent a token or a secret.
public final class Confidential {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]+){3}|\\[::1]");

    private Confidential() {}

    /// Whether it is https, or this very machine, without a user or a fragment in it.
    public static boolean allows(URI url) {
        String host = url.getHost();
        boolean plain = host != null && url.getUserInfo() == null && url.getFragment() == null;
        return plain
                && ("https".equals(url.getScheme())
                        || "http".equals(url.getScheme())
                                && LOOPBACK.matcher(host).matches());
    }
}
