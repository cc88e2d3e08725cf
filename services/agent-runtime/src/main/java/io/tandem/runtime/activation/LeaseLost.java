package io.tandem.runtime.activation;

/// Somebody else holds the task now; nothing was written and nothing more may be.
public final class LeaseLost extends Exception {
    private static final long serialVersionUID = 1L;

    LeaseLost(String taskId, long epoch) {
        super("lease " + epoch + " of task " + taskId + " is lost");
    }
}
