package io.tandem.events;

import org.jspecify.annotations.Nullable;

/// What a task has read so far, or what reading something adds to it. It only ever grows: [#and] joins.
///
/// @param untrusted somebody may have written it who must not steer the agent
/// @param personal it tells of people
public record Flow(boolean untrusted, boolean personal, Secrecy secrecy) {
    /// The key in the metadata of A2A messages and artifacts.
    public static final String METADATA = "https://tandem.io/a2a/ext/flow/v1";

    /// What a trusted person says, and nothing else.
    public static final Flow NONE = new Flow(false, false, Secrecy.PUBLIC);

    /// What nobody has said anything about.
    public static final Flow UNKNOWN = new Flow(true, false, Secrecy.INTERNAL);

    /// Everything that could be feared.
    public static final Flow WORST = new Flow(true, true, Secrecy.SECRET);

    /// Who may know; later ones are narrower.
    public enum Secrecy {
        PUBLIC,
        INTERNAL,
        SECRET
    }

    public Flow {
        secrecy = orInternal(secrecy);
    }

    private static Secrecy orInternal(@Nullable Secrecy given) {
        return given == null ? Secrecy.INTERNAL : given;
    }

    /// Both have been read.
    public Flow and(Flow other) {
        return new Flow(
                untrusted || other.untrusted,
                personal || other.personal,
                secrecy.compareTo(other.secrecy) >= 0 ? secrecy : other.secrecy);
    }
}
