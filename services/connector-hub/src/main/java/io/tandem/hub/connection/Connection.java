package io.tandem.hub.connection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server that people connect, as one person sees it.
///
/// @param server its address
/// @param issuer where they say yes
/// @param connected whether they did
/// @param scopes what they granted; what they would be asked for, where they are not connected
/// @param connectedAt null where they are not connected
/// @param usedAt when a call was last made for them; null if none was
/// @param waitingTasks how many of their tasks wait for it
public record Connection(
        String connector,
        String description,
        String server,
        String issuer,
        boolean connected,
        List<String> scopes,
        @Nullable Instant connectedAt,
        @Nullable Instant usedAt,
        int waitingTasks) {
    public Connection {
        scopes = List.copyOf(scopes);
    }
}
