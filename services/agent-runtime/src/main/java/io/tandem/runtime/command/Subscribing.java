package io.tandem.runtime.command;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.StreamResponse;
import io.tandem.a2a.SubscribeToTaskRequest;
import io.tandem.a2a.TaskState;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.a2a.kafka.ReplySender;
import io.tandem.kit.pass.Pass;
import io.tandem.runtime.inbox.Inbox;
import io.tandem.runtime.journal.PublicEvent;
import io.tandem.runtime.journal.TaskFold;
import io.tandem.runtime.stream.Subscription;
import io.tandem.runtime.stream.Subscriptions;
import io.tandem.runtime.stream.TaskStream;
import io.tandem.runtime.task.TaskHead;
import io.tandem.runtime.task.TaskReads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Joining a task that exists: snapshot or replay first, then whatever its holder tells.
///
/// The subscription's row and what it was shown are fixed under the task's row lock. The holder's next commit waits for
/// that lock and sees the new subscriber, so nothing falls between.
public final class Subscribing {
    private static final String LOCK = """
            update task set subscribers = subscribers + 1 where task_id = ? and owner = ? and agent = ?
            returning %s, lease_epoch""".formatted(TaskHead.COLUMNS);

    private final DataSource dataSource;
    private final ReplySender replies;

    public Subscribing(DataSource dataSource, ReplySender replies) {
        this.dataSource = dataSource;
        this.replies = replies;
    }

    /// SubscribeToTask. Without `afterSeq` a snapshot comes first and an ended task is refused (specification 3.1.6);
    /// with it the journal after that number is replayed, to its end if it has one.
    ///
    /// @throws A2aException TASK_NOT_FOUND, UNSUPPORTED_OPERATION
    public void subscribe(KafkaRequest request, Pass pass, String agent) throws SQLException {
        String taskId =
                A2aJson.read(request.body(), SubscribeToTaskRequest.class).id();
        Subscription subscription =
                new Subscription(request.address(), Subscription.Mode.STREAM, null, request.deadline());
        inTransaction(connection -> {
            Locked locked = lock(connection, io.tandem.runtime.task.TaskIds.parse(taskId), pass.caller(), agent);
            if (request.afterSeq() != null) {
                replay(connection, locked, subscription, request.afterSeq());
            } else if (locked.state().isTerminal()) {
                throw new A2aException(
                        A2aError.UNSUPPORTED_OPERATION, "The task has ended; get it instead", Map.of("taskId", taskId));
            } else {
                show(connection, locked, subscription);
            }
        });
    }

    /// A message known already: its sender waits for the same task as before.
    public void join(UUID taskId, String owner, String agent, Subscription subscription, KafkaRequest request)
            throws SQLException {
        try {
            inTransaction(connection -> {
                Locked locked = lock(connection, taskId, owner, agent);
                if (subscription.mode() == Subscription.Mode.STREAM) {
                    replay(connection, locked, subscription, 0);
                } else if (locked.state().isTerminal() || locked.state().isInterrupted()) {
                    answer(connection, locked, subscription);
                } else {
                    Subscriptions.add(connection, taskId, subscription);
                }
            });
        } catch (A2aException e) {
            replies.send(request.address(), KafkaReply.error(taskId.toString(), e));
        }
    }

    /// Answers a send that does not want to wait with the task as it is.
    public void snapshot(UUID taskId, String owner, String agent, KafkaRequest request) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            TaskFold task = TaskReads.fold(connection, TaskReads.find(connection, taskId.toString(), owner, agent));
            replies.send(
                    request.address(),
                    KafkaReply.response(
                            taskId.toString(), task.seq(), new SendMessageResponse.OfTask(task.task(null))));
            Subscriptions.remove(connection, List.of(request.requestId()));
        }
    }

    /// Why an arrival for a task was not taken.
    A2aException endedOrUnknown(Connection connection, Inbox.ForTask arrival, A2aError ifEnded) throws SQLException {
        TaskReads.find(connection, arrival.taskId().toString(), arrival.owner(), arrival.agent());
        return new A2aException(
                ifEnded, "The task has ended", Map.of("taskId", arrival.taskId().toString()));
    }

    private record Locked(TaskHead head, TaskState state, long epoch) {}

    private interface Work {
        void in(Connection connection) throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.in(connection);
                connection.commit();
            } catch (A2aException | SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static Locked lock(Connection connection, UUID taskId, String owner, String agent) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(LOCK)) {
            update.setObject(1, taskId);
            update.setString(2, owner);
            update.setString(3, agent);
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    throw A2aException.taskNotFound(taskId.toString());
                }
                return new Locked(TaskHead.of(row), TaskHead.stateOf(row), row.getLong("lease_epoch"));
            }
        }
    }

    private void show(Connection connection, Locked locked, Subscription subscription) throws SQLException {
        Subscriptions.add(connection, locked.head().taskId(), subscription);
        TaskFold task = TaskReads.fold(connection, locked.head());
        StreamResponse snapshot = new StreamResponse.OfTask(task.task(null));
        PublicEvent first = new PublicEvent(task.seq(), 0, locked.epoch(), snapshot);
        replies.sendNow(subscription.address(), TaskStream.reply(task.taskId(), first));
    }

    private void replay(Connection connection, Locked locked, Subscription subscription, long after)
            throws SQLException {
        TaskFold task = new TaskFold(locked.head().id(), locked.head().contextId());
        List<PublicEvent> events = new ArrayList<>();
        TaskReads.fold(connection, locked.head()).entries().forEach(entry -> task.apply(entry)
                .ifPresent(events::add));
        @Nullable PublicEvent last = null;
        for (PublicEvent event : events) {
            if (event.seq() > after) {
                last = new PublicEvent(event.seq(), event.previousSeq(), locked.epoch(), event.event());
                replies.send(subscription.address(), TaskStream.reply(task.taskId(), last));
            }
        }
        if (locked.state().isTerminal()) {
            replies.send(subscription.address(), TaskStream.last(subscription, task));
        } else {
            Subscriptions.add(connection, locked.head().taskId(), subscription);
            replies.flush();
        }
    }

    private void answer(Connection connection, Locked locked, Subscription subscription) throws SQLException {
        TaskFold task = TaskReads.fold(connection, locked.head());
        replies.send(subscription.address(), TaskStream.last(subscription, task));
    }
}
