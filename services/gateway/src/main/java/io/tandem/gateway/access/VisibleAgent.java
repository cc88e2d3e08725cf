package io.tandem.gateway.access;

import io.tandem.events.AgentRecord;

/// An agent that the caller may see.
///
/// @param asked as the caller named it: a name, or `name@version`
/// @param version the one that answers
public record VisibleAgent(String asked, AgentRecord.Pointer pointer, AgentRecord.Version version) {
    public String name() {
        return pointer.name();
    }
}
