package io.tandem.runtime.task;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.tandem.a2a.A2aException;
import java.util.UUID;

/// Task ids: UUID version 7 (RFC 9562), so that the month in which a task began can be read off its id.
public final class TaskIds {
    private static final TimeBasedEpochRandomGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator();

    private TaskIds() {}

    public static UUID next() {
        return GENERATOR.generate();
    }

    /// @throws A2aException TASK_NOT_FOUND: what is no id of ours names no task
    public static UUID parse(String taskId) {
        try {
            return UUID.fromString(taskId);
        } catch (IllegalArgumentException e) {
            throw A2aException.taskNotFound(taskId);
        }
    }
}
