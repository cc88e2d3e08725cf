package io.tandem.hub.mcp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connector that cannot be asked; the message is for people.
public final class ConnectorUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ToolAnswer.@Nullable Refused refused;

    ConnectorUnavailable(String reason, @Nullable Throwable cause) {
        this(reason, cause, null);
    }

    ConnectorUnavailable(String reason, @Nullable Throwable cause, ToolAnswer.@Nullable Refused refused) {
        super(reason, cause);
        this.refused = refused;
    }

    /// What its server said, if it refused.
    public Optional<ToolAnswer.Refused> refused() {
        return Optional.ofNullable(refused);
    }
}
