package io.tandem.registry.lifecycle;

/// In what part somebody moves a version. Which callers may play it is decided by access rights.
public enum Mover {
    /// Role builder, in the agent's team or with the grant `change`.
    BUILDER("builder"),
    /// Role approver in the agent's team, or the grant `approve`; never an author of the version.
    APPROVER("approver"),
    /// Role operator, in the agent's team.
    OPERATOR("operator"),
    /// The platform itself: a result of an evaluation, or a newer version that takes the place.
    PLATFORM("platform");

    private final String text;

    Mover(String text) {
        this.text = text;
    }

    /// The word in documents and messages.
    public String text() {
        return text;
    }
}
