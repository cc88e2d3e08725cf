package io.tandem.runtime.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.a2a.kafka.ReplySender;
import io.tandem.events.AuditEvent;
import io.tandem.kit.pass.PassRefusal;
import io.tandem.kit.refusal.RefusalLog;
import io.tandem.kit.refusal.RefusedCalls;
import io.tandem.runtime.task.TaskReads;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Answers commands that are refused, and puts on record those that somebody had no right to.
public final class Refusing {
    private static final Logger LOG = Logger.getLogger(Refusing.class);
    private static final String TEAM = "platform";

    private final ReplySender replies;
    private final TaskReads tasks;
    private final RefusalLog log;
    private final RefusedCalls calls;

    public Refusing(ReplySender replies, TaskReads tasks, RefusalLog log) {
        this.replies = replies;
        this.tasks = tasks;
        this.log = log;
        this.calls = new RefusedCalls(log);
    }

    /// A request whose pass does not hold. A request that was used before gets no second answer: its caller has
    /// one.
    void pass(KafkaRequest request, PassRefusal refusal) {
        log.add(new AuditEvent(
                AuditEvent.SCHEMA,
                "pass.refused",
                "anonymous",
                TEAM,
                request.agent(),
                "denied",
                refusal.getMessage(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("problem", refusal.kind().slug())
                        .put("operation", request.operation().methodName())
                        .put("requestId", request.requestId()),
                Instant.now()));
        if (refusal.kind() != PassRefusal.Kind.REPLAYED) {
            answer(
                    request,
                    new A2aException(A2aError.UNAUTHENTICATED, "The pass of this request does not hold", Map.of()));
        }
    }

    /// An agent that is there, but not for this caller.
    void hidden(String caller, String agent, String team) {
        calls.hidden(caller, agent, team, "agent-not-found");
    }

    /// Work that the agent does not take from this caller, or not now.
    void refused(String caller, String agent, String team, A2aException refusal) {
        calls.refused(caller, agent, team, refusal);
    }

    /// A command that was admitted and cannot be done. A task that is somebody else's was not there for the
    /// caller; it is on record.
    void command(CommandBatch.Command command, A2aException problem) {
        answer(command.request(), problem);
        @Nullable String taskId = problem.metadata().get("taskId");
        if (problem.error() != A2aError.TASK_NOT_FOUND || taskId == null) {
            return;
        }
        Admission.Admitted admitted = command.admitted();
        String caller = admitted.pass().caller();
        try {
            tasks.teamOfAnothers(taskId, caller)
                    .ifPresent(team -> calls.hidden(caller, admitted.agent().name(), team, "task-not-found"));
        } catch (SQLException e) {
            LOG.warnf("request %s: %s", command.request().requestId(), e.getMessage());
        }
    }

    private void answer(KafkaRequest request, A2aException problem) {
        LOG.debugf("request %s refused: %s", request.requestId(), problem.getMessage());
        replies.send(request.address(), KafkaReply.error(null, problem));
    }
}
