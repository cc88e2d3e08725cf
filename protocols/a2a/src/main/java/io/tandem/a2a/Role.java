package io.tandem.a2a;

/// Who wrote a message (specification 4.1.5).
public enum Role implements WireEnum {
    UNSPECIFIED,
    /// The client's side.
    USER,
    /// The server's side.
    AGENT;

    @Override
    public String wireName() {
        return "ROLE_" + name();
    }
}
