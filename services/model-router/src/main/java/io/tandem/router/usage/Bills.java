package io.tandem.router.usage;

import io.tandem.events.ModelUsage;

/// Where a call's attempts are billed.
public interface Bills {
    /// Takes the bill of one attempt.
    void add(ModelUsage usage);

    /// No further bill comes; may be said more than once.
    void over();
}
