package io.tandem.hub.seal;

/// Something was sealed with another secret, about something else, or was changed.
public final class CannotOpen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotOpen(String about, Throwable cause) {
        super("what is stored of " + about + " does not open with TANDEM_HUB_SEAL_SECRET", cause);
    }
}
