package io.tandem.hub.oauth;

/// A tool server or its authorization server did not give what was asked for; the message is for people.
public final class OAuthFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// What can be done about it.
    public enum Kind {
        /// It cannot be asked now; a repeat may succeed.
        AWAY,
        /// What was granted holds no more; the person connects again.
        ENDED,
        /// It is not as the protocol or the connector's registration wants it.
        UNFIT
    }

    OAuthFault(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    OAuthFault(Kind kind, String reason, Throwable cause) {
        super(reason, cause);
        this.kind = kind;
    }

    static OAuthFault unfit(String reason) {
        return new OAuthFault(Kind.UNFIT, reason);
    }

    public Kind kind() {
        return kind;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
