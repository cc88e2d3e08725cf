package io.tandem.governance.router;

/// No model answers now. Nobody who is judged is to blame for it.
public final class ModelAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelAway(String why) {
        super(why);
    }

    public ModelAway(String why, Throwable cause) {
        super(why, cause);
    }

    /// In words for people.
    public String why() {
        return String.valueOf(getMessage());
    }
}
