package io.tandem.hub.realm;

import org.jspecify.annotations.Nullable;

/// There is no token for that server; the message is for people and models.
public class NotDelegated extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean away;

    public NotDelegated(String reason) {
        super(reason);
        this.away = false;
    }

    NotDelegated(String reason, Throwable cause) {
        this(reason, cause, false);
    }

    public NotDelegated(String reason, @Nullable Throwable cause, boolean away) {
        super(reason, cause);
        this.away = away;
    }

    /// Whether somebody could not be asked, so that a repeat may succeed.
    public boolean isAway() {
        return away;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
