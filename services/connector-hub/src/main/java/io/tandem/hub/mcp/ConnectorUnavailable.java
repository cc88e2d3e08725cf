package io.tandem.hub.mcp;

import org.jspecify.annotations.Nullable;

/// A connector that cannot be asked; the message is for people.
public final class ConnectorUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConnectorUnavailable(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
