package io.tandem.kit.pass;

/// A pass that does not hold; the message says why, for records and logs, not for the caller.
public final class PassRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    public PassRefusal(String reason) {
        super(reason);
    }

    public PassRefusal(String reason, Throwable cause) {
        super(reason, cause);
    }
}
