package io.tandem.hub.realm;

import java.time.Instant;

/// A token for one tool server.
///
/// @param expires when it ends
public record Delegated(String token, Instant expires) {
    @Override
    public String toString() {
        return "(a token until " + expires + ")";
    }
}
