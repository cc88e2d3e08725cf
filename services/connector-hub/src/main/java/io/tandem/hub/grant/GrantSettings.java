package io.tandem.hub.grant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/// How people connect tool servers that have accounts of their own.
@ConfigMapping(prefix = "tandem.hub.grant")
public interface GrantSettings {
    /// Where people open the console, without a slash at its end (`TANDEM_URL`). They come back from a tool server's
    /// authorization server to `/connections/NAME/callback` there.
    @WithDefault("${tandem.url:http://localhost:8080}")
    String consoleUrl();

    /// How long before its end a token is refreshed.
    @WithDefault("30S")
    Duration margin();

    /// How long a person may take at the authorization server.
    @WithDefault("10M")
    Duration requestExpiry();

    /// Where a person connects a server.
    default URI page(String connector) {
        return URI.create(consoleUrl() + "/connections?connect=" + connector);
    }

    /// Where a person comes back to; another one for each connector, so that answers of two authorization servers
    /// are never mixed up.
    default URI redirect(String connector) {
        return URI.create(consoleUrl() + "/connections/" + connector + "/callback");
    }
}
