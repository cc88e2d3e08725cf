package io.tandem.hub.oauth;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server says with its refusal (RFC 6750, RFC 9728).
///
/// @param header values of `WWW-Authenticate`, joined; empty if there are none
public record Challenge(String header) {
    /// One of its parameters, empty if it is not there.
    public String parameter(String name) {
        Matcher found = Pattern.compile("(?i)(?:^|[\\s,])" + Pattern.quote(name) + "=(?:\"([^\"]*)\"|([^\\s,\"]+))")
                .matcher(header);
        return !found.find() ? "" : found.group(1) == null ? found.group(2) : found.group(1);
    }
}
