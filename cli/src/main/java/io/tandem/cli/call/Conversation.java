package io.tandem.cli.call;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.A2aStream;
import io.tandem.a2a.GetTaskRequest;
import io.tandem.a2a.Message;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.StreamResponse;
import io.tandem.a2a.SubscribeToTaskRequest;
import io.tandem.a2a.Task;
import io.tandem.a2a.TaskState;
import io.tandem.cli.outcome.Failure;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends one message and follows the task to its end. A stream that breaks is taken up where it was.
final class Conversation {
    private static final int MOST_RETRIES = 20;
    private static final long PAUSE_MILLIS = 1_000;

    private final A2aHttpClient agent;
    private final Consumer<StreamResponse> events;
    private @Nullable String taskId;
    private @Nullable String lastEvent;
    private boolean over;

    /// @param events told each event once, in order
    Conversation(A2aHttpClient agent, Consumer<StreamResponse> events) {
        this.agent = agent;
        this.events = events;
    }

    /// @return the task as it ended; empty where the agent answered with a message alone
    Optional<Task> hold(Message message) {
        int retries = 0;
        A2aStream stream = agent.stream(SendMessageRequest.of(message));
        while (true) {
            try (A2aStream open = stream) {
                while (open.hasNext()) {
                    take(open.next());
                    retries = 0;
                }
                if (taskId == null) {
                    return Optional.empty();
                }
                Task task = agent.get(new GetTaskRequest(null, taskId, 0));
                if (over || task.status().state().isTerminal()) {
                    return Optional.of(task);
                }
            } catch (A2aException e) {
                if (taskId == null || e.error() != A2aError.UNAVAILABLE || ++retries > MOST_RETRIES) {
                    throw e;
                }
            }
            pause();
            Optional<Task> ended = ended(taskId);
            if (ended.isPresent()) {
                return ended;
            }
            stream = agent.subscribe(new SubscribeToTaskRequest(null, taskId), lastEvent);
        }
    }

    private void take(A2aStream.Event event) {
        lastEvent = event.id() == null ? lastEvent : event.id();
        switch (event.response()) {
            case StreamResponse.OfTask whole -> {
                taskId = whole.task().id();
                over = whole.task().status().state().isTerminal();
            }
            case StreamResponse.OfStatus status -> {
                taskId = status.statusUpdate().taskId();
                over = status.statusUpdate().status().state().isTerminal();
            }
            case StreamResponse.OfArtifact artifact ->
                taskId = artifact.artifactUpdate().taskId();
            case StreamResponse.OfMessage message -> over = true;
        }
        events.accept(event.response());
    }

    private Optional<Task> ended(String id) {
        try {
            return Optional.of(agent.get(new GetTaskRequest(null, id, 0)))
                    .filter(task -> task.status().state().isTerminal());
        } catch (A2aException e) {
            if (e.error() == A2aError.UNAVAILABLE) {
                return Optional.empty(); // the subscription that follows tells, and counts
            }
            throw e;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("The command was interrupted; the task goes on.", e);
        }
    }

    /// How a task in this state is told.
    static String words(TaskState state) {
        return switch (state) {
            case COMPLETED -> "done";
            case FAILED -> "failed";
            case CANCELED -> "canceled";
            case REJECTED -> "declined";
            case INPUT_REQUIRED -> "needs your answer";
            case AUTH_REQUIRED -> "waits for a person";
            case SUBMITTED, WORKING, UNSPECIFIED -> "at work";
        };
    }
}
