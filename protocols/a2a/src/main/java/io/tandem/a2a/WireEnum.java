package io.tandem.a2a;

/// An enum whose JSON form is its name in the protocol's proto file (specification 5.5). The first constant is the
/// unspecified one: it counts as absent.
public sealed interface WireEnum permits TaskState, Role {
    /// The name on the wire, for example `TASK_STATE_WORKING`.
    String wireName();
}
