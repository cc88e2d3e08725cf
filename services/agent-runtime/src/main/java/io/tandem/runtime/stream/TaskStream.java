package io.tandem.runtime.stream;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.StreamResponse;
import io.tandem.a2a.TaskState;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.ReplySender;
import io.tandem.runtime.journal.PublicEvent;
import io.tandem.runtime.journal.TaskFold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Tells the subscribers of one task what its holder committed, in order. For the holder's thread alone.
public final class TaskStream {
    private final String taskId;
    private final ReplySender replies;
    private final SubscriptionCleaner cleaner;
    private List<Subscription> subscriptions = List.of();

    public TaskStream(String taskId, ReplySender replies, SubscriptionCleaner cleaner) {
        this.taskId = taskId;
        this.replies = replies;
        this.cleaner = cleaner;
    }

    public void subscribers(List<Subscription> now) {
        subscriptions = new ArrayList<>(now);
    }

    /// Tells one committed event.
    public void tell(PublicEvent event) {
        for (Subscription subscription : subscriptions) {
            if (subscription.mode() == Subscription.Mode.STREAM) {
                replies.send(subscription.address(), reply(taskId, event));
            }
        }
    }

    /// Tells a piece of an unfinished turn.
    ///
    /// @param seq the journal number that the turn will have
    /// @param delta counts the pieces from 1
    public void tellDelta(long seq, long attempt, long delta, StreamResponse event) {
        for (Subscription subscription : subscriptions) {
            if (subscription.mode() == Subscription.Mode.STREAM) {
                replies.send(
                        subscription.address(),
                        new KafkaReply(KafkaReply.Kind.EVENT, taskId, seq, 0, attempt, delta, A2aJson.write(event)));
            }
        }
    }

    /// Answers those whose wait is over now that the task is in this state; streams end with the task only.
    public void settle(TaskFold task) {
        TaskState state = task.state();
        if (!state.isTerminal() && !state.isInterrupted()) {
            return;
        }
        List<Subscription> waiting = new ArrayList<>();
        List<String> done = new ArrayList<>();
        for (Subscription subscription : subscriptions) {
            if (state.isTerminal() || subscription.mode() == Subscription.Mode.ANSWER) {
                replies.send(subscription.address(), last(subscription, task));
                done.add(subscription.address().requestId());
            } else {
                waiting.add(subscription);
            }
        }
        subscriptions = waiting;
        cleaner.done(done);
    }

    /// The event as a record of the binding.
    public static KafkaReply reply(String taskId, PublicEvent event) {
        return new KafkaReply(
                KafkaReply.Kind.EVENT,
                taskId,
                event.seq(),
                event.previousSeq(),
                event.attempt(),
                0,
                A2aJson.write(event.event()));
    }

    /// What ends the wait of one subscription.
    public static KafkaReply last(Subscription subscription, TaskFold task) {
        return switch (subscription.mode()) {
            case STREAM -> new KafkaReply(KafkaReply.Kind.END, task.taskId(), task.seq(), 0, 0, 0, new byte[0]);
            case ANSWER ->
                KafkaReply.response(
                        task.taskId(),
                        task.seq(),
                        new SendMessageResponse.OfTask(task.task(subscription.historyLength())));
            case CANCEL ->
                task.state() == TaskState.CANCELED
                        ? KafkaReply.response(task.taskId(), task.seq(), task.task(null))
                        : KafkaReply.error(
                                task.taskId(),
                                new A2aException(
                                        A2aError.TASK_NOT_CANCELABLE,
                                        "The task had already ended",
                                        Map.of("taskId", task.taskId())));
        };
    }
}
