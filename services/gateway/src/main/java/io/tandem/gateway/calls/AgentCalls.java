package io.tandem.gateway.calls;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aErrors;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Operation;
import io.tandem.a2a.kafka.KafkaCall;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.a2a.kafka.StreamGap;
import io.tandem.events.AgentSight;
import io.tandem.events.Topic;
import io.tandem.gateway.access.AgentAccess;
import io.tandem.gateway.audit.Refusals;
import io.tandem.kit.identity.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks agents over the Kafka binding, on behalf of callers of ours. Bodies are bytes throughout: a request is what the
/// pass is signed over, an answer goes out as it came in.
@Singleton
public class AgentCalls {
    private static final Duration FIRST_EVENT = Duration.ofSeconds(5);
    private static final byte[] TASK_OPEN = "{\"task\":".getBytes(StandardCharsets.UTF_8);

    private final GatewayStart start;
    private final GatewaySettings settings;
    private final Refusals refusals;

    @Inject
    public AgentCalls(GatewayStart start, GatewaySettings settings, Refusals refusals) {
        this.start = start;
        this.settings = settings;
        this.refusals = refusals;
    }

    /// An agent as this caller sees it.
    ///
    /// @throws A2aException AGENT_NOT_FOUND; UNAVAILABLE while the gateway starts
    public AgentSight agent(String asked, Caller caller) {
        AgentAccess access = start.node().access();
        try {
            return access.find(asked, caller);
        } catch (A2aException e) {
            access.hidden(asked, caller)
                    .ifPresent(team -> refusals.calls().hidden(caller.id(), asked, team, "agent-not-found"));
            throw e;
        }
    }

    /// Refuses new work early that the runtime would refuse anyway.
    ///
    /// @throws A2aException as [AgentAccess#checkTakesTasks]
    public void checkTakesTasks(AgentSight agent, Caller caller) {
        try {
            start.node().access().checkTakesTasks(agent, caller);
        } catch (A2aException e) {
            refusals.calls().refused(caller.id(), agent.name(), agent.agent().team(), e);
            throw e;
        }
    }

    /// Whether the agent, or one that it asks, acts for its callers at a tool server.
    public boolean actsAsCaller(AgentSight agent) {
        return start.node().acting().acts(agent);
    }

    /// Asks and waits for the one answer. A blocking send whose task is not done in time is answered with the task as
    /// it is.
    ///
    /// @return the response's ProtoJSON
    /// @throws A2aException the agent's refusal; DEADLINE_EXCEEDED
    public byte[] ask(Ask ask) {
        boolean send = ask.operation() == Operation.SEND_MESSAGE;
        Duration wait = send ? settings.sendWait() : settings.readWait();
        Optional<KafkaReply> reply = first(ask, wait);
        if (reply.isPresent()) {
            return body(reply.get());
        }
        return send ? asItIs(ask) : late();
    }

    /// Opens a stream: its replies are the caller's to read and to close.
    public KafkaCall open(Ask ask) {
        return send(ask, settings.subscription());
    }

    /// Opens the stream of a task anew, after what was seen last.
    public KafkaCall reopen(Ask ask, String taskId, long afterSeq) {
        return open(ask.about(Operation.SUBSCRIBE_TO_TASK, taskId, afterSeq));
    }

    /// The error that an ERROR reply carries. An agent that the runtime does not let this caller see looks like any
    /// other that is not there.
    public static A2aException error(KafkaReply reply) {
        A2aException error = A2aErrors.fromJsonRpc(A2aJson.parse(reply.body()));
        return error.error() == A2aError.AGENT_NOT_FOUND ? AgentAccess.notFound() : error;
    }

    private byte[] asItIs(Ask ask) {
        String taskId = ask.taskId();
        if (taskId == null) {
            taskId = begun(ask.as(Operation.SEND_STREAMING_MESSAGE));
        }
        byte[] task = taskId == null
                ? late()
                : first(ask.about(Operation.GET_TASK, taskId, null), settings.readWait())
                        .map(AgentCalls::body)
                        .orElseGet(AgentCalls::late);
        byte[] answer = new byte[TASK_OPEN.length + task.length + 1];
        System.arraycopy(TASK_OPEN, 0, answer, 0, TASK_OPEN.length);
        System.arraycopy(task, 0, answer, TASK_OPEN.length, task.length);
        answer[answer.length - 1] = '}';
        return answer;
    }

    /// The task that a message began, by the first that its stream tells.
    private @Nullable String begun(Ask stream) {
        try (KafkaCall call = send(stream, FIRST_EVENT)) {
            return call.next(FIRST_EVENT).map(AgentCalls::taskOf).orElse(null);
        } catch (StreamGap e) {
            return e.taskId();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new A2aException(A2aError.UNAVAILABLE, "The gateway is stopping");
        }
    }

    private Optional<KafkaReply> first(Ask ask, Duration wait) {
        try (KafkaCall call = send(ask, wait)) {
            return call.next(wait);
        } catch (StreamGap e) {
            throw new IllegalStateException("an answer that is no stream cannot have a gap", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new A2aException(A2aError.UNAVAILABLE, "The gateway is stopping");
        }
    }

    private KafkaCall send(Ask ask, Duration within) {
        KafkaRequest.checkSize(ask.body());
        GatewayNode node = start.node();
        Caller caller = ask.caller();
        String requestId = UUID.randomUUID().toString();
        KafkaRequest request = new KafkaRequest(
                ask.operation(),
                ask.agent().asked(),
                requestId,
                node.calls().replyTopic(),
                Instant.now().plus(within),
                null,
                ask.trace().extensions(),
                ask.afterSeq(),
                ask.trace().traceparent(),
                ask.body());
        KafkaRequest passed = request.passed(digest -> node.signer()
                .sign(caller.id(), caller.teams(), caller.roles(), ask.agent().name(), digest));
        @Nullable String taskId = ask.taskId();
        return node.calls().send(Topic.A2A_COMMANDS.topicName(), taskId == null ? requestId : taskId, passed);
    }

    private static byte[] body(KafkaReply reply) {
        if (reply.kind() == KafkaReply.Kind.ERROR) {
            throw error(reply);
        }
        return reply.body();
    }

    private static @Nullable String taskOf(KafkaReply reply) {
        if (reply.kind() == KafkaReply.Kind.ERROR) {
            throw error(reply);
        }
        return reply.taskId();
    }

    private static byte[] late() {
        throw new A2aException(A2aError.DEADLINE_EXCEEDED);
    }
}
