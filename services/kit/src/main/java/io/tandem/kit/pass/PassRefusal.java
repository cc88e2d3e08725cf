package io.tandem.kit.pass;

import java.util.Locale;

/// A pass that does not hold; the message says why, for records and logs, not for the caller.
public final class PassRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// What is wrong with a pass, one word for records.
    public enum Kind {
        /// There is none.
        MISSING,
        /// It is no pass, or lacks what one says.
        MALFORMED,
        /// Its key is not registered, or not any more.
        UNKNOWN_KEY,
        /// Somebody else signed it, or it was changed afterwards.
        FORGED,
        /// Its signer says more than it may say.
        WIDENED,
        /// It is for another agent.
        WRONG_AUDIENCE,
        /// It is for another request.
        OTHER_REQUEST,
        EXPIRED,
        /// It was used before.
        REPLAYED;

        /// As records have it, such as `wrong-audience`.
        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public PassRefusal(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    public PassRefusal(Kind kind, String reason, Throwable cause) {
        super(reason, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
