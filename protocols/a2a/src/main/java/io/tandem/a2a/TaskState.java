package io.tandem.a2a;

/// Where a task is in its life (specification 4.1.3). Constants stand in the order of the proto numbers.
public enum TaskState implements WireEnum {
    UNSPECIFIED,
    SUBMITTED,
    WORKING,
    COMPLETED,
    FAILED,
    CANCELED,
    INPUT_REQUIRED,
    REJECTED,
    AUTH_REQUIRED;

    /// Whether the task can never change again: a message to it is an unsupported operation.
    public boolean isTerminal() {
        return switch (this) {
            case COMPLETED, FAILED, CANCELED, REJECTED -> true;
            case UNSPECIFIED, SUBMITTED, WORKING, INPUT_REQUIRED, AUTH_REQUIRED -> false;
        };
    }

    /// Whether the task waits for its caller: a blocking send returns here, a subscription stays open.
    public boolean isInterrupted() {
        return this == INPUT_REQUIRED || this == AUTH_REQUIRED;
    }

    @Override
    public String wireName() {
        return "TASK_STATE_" + name();
    }
}
