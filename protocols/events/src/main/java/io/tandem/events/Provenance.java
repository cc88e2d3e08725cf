package io.tandem.events;

import java.util.List;

/// Where a call of a tool comes from: what its task had read, and which of its sensitive arguments neither a person
/// nor a trusted source has named.
///
/// @param unvouched names of arguments
public record Provenance(Flow flow, List<String> unvouched) {
    /// Of a call of a task that has read nothing but what a trusted person said.
    public static final Provenance NONE = new Provenance(Flow.NONE, List.of());

    public Provenance {
        unvouched = List.copyOf(unvouched);
    }

    /// Of a call of which nothing is known.
    public static Provenance worst(ToolRecord tool) {
        return new Provenance(Flow.WORST, tool.handling().sensitive());
    }
}
