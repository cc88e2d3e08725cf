package io.tandem.runtime.api;

import org.jspecify.annotations.Nullable;

/// Which tasks to list.
///
/// @param before show tasks that began before this one; the page token
record TaskFilter(
        @Nullable String agent,
        @Nullable String state,
        @Nullable String contextId,
        boolean mine,
        int pageSize,
        @Nullable String before) {}
