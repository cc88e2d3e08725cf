package io.tandem.governance.erasure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whose payloads are to go, or from before when: one of both.
///
/// @param person such as `person:ada`
/// @param before what was recorded before that time
record Terms(@Nullable String person, @Nullable Instant before) {
    Terms {
        if ((person == null) == (before == null)) {
            throw new IllegalArgumentException("by person or by time");
        }
    }
}
