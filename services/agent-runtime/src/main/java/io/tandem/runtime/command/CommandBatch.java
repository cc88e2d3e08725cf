package io.tandem.runtime.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.CancelTaskRequest;
import io.tandem.a2a.Message;
import io.tandem.a2a.SendMessageConfiguration;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.EventJson;
import io.tandem.kit.pass.Pass;
import io.tandem.runtime.activation.Activations;
import io.tandem.runtime.activation.Leases;
import io.tandem.runtime.activation.SignalConsumer;
import io.tandem.runtime.activation.Sweeper;
import io.tandem.runtime.inbox.Arrival;
import io.tandem.runtime.inbox.Inbox;
import io.tandem.runtime.inbox.NewTask;
import io.tandem.runtime.stream.Subscription;
import io.tandem.runtime.task.TaskHead;
import io.tandem.runtime.task.TaskIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Brings the writing commands of one poll into the database: all new tasks in one statement, the rest one by one.
public final class CommandBatch {
    /// Message metadata: the id of the task on whose behalf a peer is asked.
    public static final String PARENT = "https://tandem.io/a2a/ext/parent/v1";

    private final DataSource dataSource;
    private final Activations activations;
    private final Leases leases;
    private final Sweeper sweeper;
    private final SignalConsumer signals;
    private final Subscribing subscribing;
    private final Refusing refusing;
    private final Clock clock;

    /// What the batch writes to and wakes.
    public record Parts(
            DataSource dataSource, Activations activations, Leases leases, Sweeper sweeper, SignalConsumer signals) {}

    public CommandBatch(Parts parts, Subscribing subscribing, Refusing refusing, Clock clock) {
        this.dataSource = parts.dataSource();
        this.activations = parts.activations();
        this.leases = parts.leases();
        this.sweeper = parts.sweeper();
        this.signals = parts.signals();
        this.subscribing = subscribing;
        this.refusing = refusing;
        this.clock = clock;
    }

    /// A request with who was admitted to make it.
    public record Command(KafkaRequest request, Admission.Admitted admitted) {}

    /// Writes all; afterwards their offsets may be committed.
    ///
    /// @throws SQLException if nothing of it is certain: the same records must be handled again
    public void write(List<Command> commands) throws SQLException {
        List<Command> begins = new ArrayList<>();
        List<SendMessageRequest> sends = new ArrayList<>();
        List<NewTask> tasks = new ArrayList<>();
        for (Command command : commands) {
            try {
                switch (command.request().operation()) {
                    case SEND_MESSAGE, SEND_STREAMING_MESSAGE -> {
                        SendMessageRequest send = A2aJson.read(command.request().body(), SendMessageRequest.class);
                        if (isPresent(send.message().taskId())) {
                            arrive(command, send);
                        } else {
                            NewTask task = newTask(command, send);
                            begins.add(command);
                            sends.add(send);
                            tasks.add(task);
                        }
                    }
                    case CANCEL_TASK -> cancel(command);
                    default -> throw new A2aException(A2aError.UNSUPPORTED_OPERATION);
                }
            } catch (A2aException e) {
                refusing.command(command, e);
            }
        }
        if (!tasks.isEmpty()) {
            begin(begins, sends, tasks);
        }
    }

    private void begin(List<Command> commands, List<SendMessageRequest> sends, List<NewTask> tasks)
            throws SQLException {
        Inbox.Holder holder = new Inbox.Holder(leases.owner(), leases.leaseTime());
        int room = activations.reserve(tasks.size());
        Set<UUID> leased = new HashSet<>();
        tasks.stream().limit(room).forEach(task -> leased.add(task.head().taskId()));
        int started = 0;
        Set<UUID> fresh;
        try (Connection connection = dataSource.getConnection()) {
            fresh = Inbox.begin(connection, tasks, leased, holder);
            for (NewTask task : tasks) {
                if (fresh.contains(task.head().taskId())
                        && leased.contains(task.head().taskId())) {
                    Arrival first =
                            new Arrival(1, Arrival.Kind.MESSAGE, task.caller(), task.decision(), task.message());
                    activations.startNew(Inbox.firstLease(task, holder), first, task.subscription());
                    started++;
                }
            }
        } finally {
            activations.release(room - started);
        }
        for (int i = 0; i < tasks.size(); i++) {
            if (!fresh.contains(tasks.get(i).head().taskId())) {
                repeat(commands.get(i), tasks.get(i));
            } else {
                answerAtOnce(commands.get(i), sends.get(i), tasks.get(i));
            }
        }
        if (room < tasks.size()) {
            sweeper.hint();
        }
    }

    /// A message known already is answered from what is known.
    private void repeat(Command command, NewTask task) throws SQLException {
        UUID known;
        try (Connection connection = dataSource.getConnection()) {
            known = Inbox.known(connection, task.caller(), task.head().agent(), task.messageId())
                    .orElseThrow(() -> new SQLException("message neither new nor known"));
        }
        subscribing.join(known, task.head().owner(), task.head().agent(), task.subscription(), command.request());
    }

    private void answerAtOnce(Command command, SendMessageRequest send, NewTask task) throws SQLException {
        if (returnsImmediately(command, send)) {
            subscribing.snapshot(
                    task.head().taskId(), task.head().owner(), task.head().agent(), command.request());
        }
    }

    private static boolean returnsImmediately(Command command, SendMessageRequest send) {
        if (command.request().operation().streaming()) {
            return false;
        }
        SendMessageConfiguration configuration = send.configuration();
        return configuration != null && configuration.returnImmediately();
    }

    private NewTask newTask(Command command, SendMessageRequest send) {
        Pass pass = command.admitted().pass();
        AgentRecord.Version version = command.admitted().taking();
        Message message = send.message();
        String asked = command.admitted().conversation() == null
                ? message.contextId()
                : command.admitted().conversation();
        String context = asked == null || asked.isEmpty() ? TaskIds.next().toString() : asked;
        TaskHead head = new TaskHead(
                TaskIds.next(),
                context,
                parentOf(message, pass),
                version.team(),
                version.name(),
                version.version(),
                command.admitted().passed().revision(),
                pass.caller(),
                pass.actors(),
                laneOf(version),
                command.request().traceparent());
        return new NewTask(
                head,
                pass.actor(),
                message.messageId(),
                A2aJson.write(message),
                EventJson.write(command.admitted().passed()),
                subscription(command.request(), send),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private void arrive(Command command, SendMessageRequest send) throws SQLException {
        Pass pass = command.admitted().pass();
        String agent = command.admitted().agent().name();
        UUID taskId =
                TaskIds.parse(java.util.Objects.requireNonNull(send.message().taskId()));
        Inbox.ForTask arrival = new Inbox.ForTask(
                taskId,
                pass.caller(),
                pass.actor(),
                agent,
                send.message().messageId(),
                Arrival.Kind.MESSAGE,
                EventJson.write(command.admitted().passed()),
                A2aJson.write(send.message()),
                subscription(command.request(), send));
        try (Connection connection = dataSource.getConnection()) {
            Optional<UUID> known =
                    Inbox.known(connection, pass.actor(), agent, send.message().messageId());
            if (known.isPresent()) {
                subscribing.join(known.get(), pass.caller(), agent, arrival.subscription(), command.request());
                return;
            }
            String context = send.message().contextId();
            note(connection, arrival, isPresent(context) ? context : null, A2aError.UNSUPPORTED_OPERATION);
        }
        if (returnsImmediately(command, send)) {
            subscribing.snapshot(taskId, pass.caller(), agent, command.request());
        }
    }

    private void cancel(Command command) throws SQLException {
        Pass pass = command.admitted().pass();
        CancelTaskRequest cancel = A2aJson.read(command.request().body(), CancelTaskRequest.class);
        KafkaRequest request = command.request();
        Inbox.ForTask arrival = new Inbox.ForTask(
                TaskIds.parse(cancel.id()),
                pass.caller(),
                pass.actor(),
                command.admitted().agent().name(),
                "cancel-" + request.requestId(),
                Arrival.Kind.CANCEL,
                null,
                new byte[0],
                new Subscription(request.address(), Subscription.Mode.CANCEL, null, request.deadline()));
        try (Connection connection = dataSource.getConnection()) {
            note(connection, arrival, null, A2aError.TASK_NOT_CANCELABLE);
        }
    }

    private void note(Connection connection, Inbox.ForTask arrival, @Nullable String context, A2aError ifEnded)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            Inbox.Noted noted = Inbox.arrive(connection, arrival).orElse(null);
            if (noted == null) {
                throw subscribing.endedOrUnknown(connection, arrival, ifEnded);
            }
            if (context != null && !context.equals(noted.contextId())) {
                throw A2aException.invalid("message.contextId", "is not the context of that task");
            }
            connection.commit();
        } catch (A2aException | SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
        sweeper.hint();
        if (arrival.kind() == Arrival.Kind.CANCEL) {
            signals.stop(arrival.taskId());
        }
    }

    private static Subscription subscription(KafkaRequest request, SendMessageRequest send) {
        boolean stream = request.operation().streaming();
        SendMessageConfiguration configuration = send.configuration();
        return new Subscription(
                request.address(),
                stream ? Subscription.Mode.STREAM : Subscription.Mode.ANSWER,
                configuration == null ? null : configuration.historyLength(),
                request.deadline());
    }

    /// The task that this one works for, which only the runtime itself may say.
    private static @Nullable UUID parentOf(Message message, Pass pass) {
        ObjectNode metadata = message.metadata();
        if (metadata == null || !pass.issuer().equals("runtime")) {
            return null;
        }
        String parent = metadata.path(PARENT).asText("");
        return parent.isEmpty() ? null : TaskIds.parse(parent);
    }

    private static String laneOf(AgentRecord.Version version) {
        AgentDefinition definition = version.definition();
        boolean deep = definition != null && definition.spec().tier() == AgentDefinition.Tier.deep;
        return deep ? "deep" : "fast";
    }

    private static boolean isPresent(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
