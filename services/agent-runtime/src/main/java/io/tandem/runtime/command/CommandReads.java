package io.tandem.runtime.command;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.GetTaskRequest;
import io.tandem.a2a.ListTasksRequest;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.a2a.kafka.ReplySender;
import io.tandem.runtime.task.TaskReads;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// GetTask, ListTasks and SubscribeToTask: answered from the database on threads of their own, a few at a time.
public final class CommandReads {
    private static final Logger LOG = Logger.getLogger(CommandReads.class);
    private static final int AT_ONCE = 4;

    private final TaskReads tasks;
    private final Subscribing subscribing;
    private final ReplySender replies;
    private final Refusing refusing;
    private final Semaphore room = new Semaphore(AT_ONCE);

    public CommandReads(TaskReads tasks, Subscribing subscribing, ReplySender replies, Refusing refusing) {
        this.tasks = tasks;
        this.subscribing = subscribing;
        this.replies = replies;
        this.refusing = refusing;
    }

    /// Answers on another thread.
    public void answer(CommandBatch.Command command) {
        Thread.ofVirtual().name("read-" + command.request().requestId()).start(() -> {
            room.acquireUninterruptibly();
            try {
                read(command);
            } catch (A2aException e) {
                refusing.command(command, e);
            } catch (SQLException | RuntimeException e) {
                LOG.errorf(e, "request %s could not be read", command.request().requestId());
                A2aException problem = new A2aException(A2aError.UNAVAILABLE, "The task store is away", Map.of());
                replies.send(command.request().address(), KafkaReply.error(null, problem));
            } finally {
                room.release();
            }
        });
    }

    private void read(CommandBatch.Command command) throws SQLException {
        KafkaRequest request = command.request();
        String owner = command.admitted().pass().caller();
        String agent = command.admitted().agent().name();
        switch (request.operation()) {
            case GET_TASK -> {
                GetTaskRequest get = A2aJson.read(request.body(), GetTaskRequest.class);
                Object task = tasks.get(get.id(), owner, agent, get.historyLength());
                replies.send(request.address(), KafkaReply.response(get.id(), 0, task));
            }
            case LIST_TASKS -> {
                ListTasksRequest list = A2aJson.read(request.body(), ListTasksRequest.class);
                replies.send(request.address(), KafkaReply.response(null, 0, tasks.list(list, owner, agent)));
            }
            case SUBSCRIBE_TO_TASK ->
                subscribing.subscribe(request, command.admitted().pass(), agent);
            default -> throw new IllegalArgumentException(request.operation() + " is no read");
        }
    }
}
