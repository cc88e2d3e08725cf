package io.tandem.runtime.api;

import io.tandem.a2a.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which tasks to list.
///
/// @param words text that all stand, each for itself, in agent, version, team, owner or one of the ids
/// @param before show tasks that began before this one; the page token
record TaskFilter(
        @Nullable String agent,
        @Nullable TaskState state,
        @Nullable String contextId,
        List<String> words,
        boolean mine,
        int pageSize,
        @Nullable String before) {}
