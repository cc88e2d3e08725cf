package io.tandem.runtime.agent;

import io.tandem.runtime.journal.TaskFold;

/// Decides what a task does next from what happened in it so far.
public interface Behaviour {
    /// Called by the lease holder, again and again until the task waits or ends.
    Next next(TaskFold task);
}
