package io.tandem.runtime.stream;

import io.tandem.a2a.kafka.ReplySender;
import io.tandem.runtime.journal.PublicEvent;
import io.tandem.runtime.journal.TaskFold;
import io.tandem.runtime.task.TaskHead;
import io.tandem.runtime.task.TaskReads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Answers those who still wait for a task that has ended, because its holder died between the commit and the reply.
///
/// Readers drop what they have seen, so answering twice does no harm.
public final class LateAnswers implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LateAnswers.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final String LEFT = """
            select distinct %s from task join subscription using (task_id)
            where state in ('COMPLETED', 'FAILED', 'CANCELED', 'REJECTED')
                and status_at < now() - interval '3 seconds' and expires_at > now() limit 100""".formatted(TaskHead.COLUMNS);
    private static final String EXPIRED = "delete from subscription where expires_at < now() - interval '1 minute'";

    private final DataSource dataSource;
    private final ReplySender replies;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("runtime-late-answers").unstarted(this::run);
    private volatile boolean closed;

    public LateAnswers(DataSource dataSource, ReplySender replies) {
        this.dataSource = dataSource;
        this.replies = replies;
    }

    public LateAnswers start() {
        thread.start();
        return this;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                Thread.sleep(INTERVAL);
                answerLeft();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("late answers: %s; trying again", e.getMessage());
                LOG.debug("late answers", e);
            }
        }
    }

    private void answerLeft() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            for (TaskHead head : left(connection)) {
                answer(connection, head);
            }
            try (PreparedStatement delete = connection.prepareStatement(EXPIRED)) {
                delete.executeUpdate();
            }
        }
    }

    private static List<TaskHead> left(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LEFT);
                ResultSet rows = select.executeQuery()) {
            List<TaskHead> heads = new ArrayList<>();
            while (rows.next()) {
                heads.add(TaskHead.of(rows));
            }
            return heads;
        }
    }

    private void answer(Connection connection, TaskHead head) throws SQLException {
        UUID taskId = head.taskId();
        List<Subscription> subscriptions = Subscriptions.of(connection, taskId);
        TaskFold task = new TaskFold(head.id(), head.contextId());
        List<PublicEvent> events = new ArrayList<>();
        TaskReads.fold(connection, head).entries().forEach(entry -> {
            Optional<PublicEvent> event = task.apply(entry);
            event.ifPresent(events::add);
        });
        List<String> answered = new ArrayList<>();
        for (Subscription subscription : subscriptions) {
            if (subscription.mode() == Subscription.Mode.STREAM) {
                events.forEach(event -> replies.send(subscription.address(), TaskStream.reply(head.id(), event)));
            }
            replies.send(subscription.address(), TaskStream.last(subscription, task));
            answered.add(subscription.address().requestId());
        }
        Subscriptions.remove(connection, answered);
    }
}
