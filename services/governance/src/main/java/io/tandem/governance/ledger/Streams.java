package io.tandem.governance.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.ApprovalEvent;
import io.tandem.events.AuditEvent;
import io.tandem.events.Envelope;
import io.tandem.events.EvaluationResult;
import io.tandem.events.EventJson;
import io.tandem.events.ModelUsage;
import io.tandem.events.TaskEvent;
import io.tandem.events.ToolActivity;
import io.tandem.events.Topic;
import io.tandem.ledger.LedgerRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The topics that the ledger reads, and what a record of each becomes.
///
/// Whom an event concerns is read from the event; its id, source and number from its envelope. A stream whose writer
/// sends no envelope is numbered by the event's own id.
final class Streams {
    static final List<Topic> ALL = List.of(
            Topic.A2A_EVENTS,
            Topic.MODEL_USAGE,
            Topic.TOOL_ACTIVITY,
            Topic.HUB_APPROVALS,
            Topic.AUDIT_REGISTRY,
            Topic.AUDIT_GATEWAY,
            Topic.AUDIT_RUNTIME,
            Topic.AUDIT_ROUTER,
            Topic.AUDIT_HUB,
            Topic.AUDIT_GOVERNANCE,
            Topic.EVALUATION_RESULTS);

    private static final String AUDIT = "audit.";
    private static final Pattern AGENT = Pattern.compile("[a-z][a-z0-9-]{1,62}(@[A-Za-z0-9-]+)?");
    private static final Map<String, Topic> BY_NAME = byName();

    private Streams() {}

    /// @param headers the record's headers as text
    /// @throws IllegalArgumentException if it cannot be read as an event of its topic
    static Incoming read(String topicName, Map<String, String> headers, byte @Nullable [] body) {
        if (body == null) {
            throw new IllegalArgumentException("a record without a value");
        }
        Topic topic = BY_NAME.get(topicName);
        if (topic == null) {
            throw new IllegalArgumentException("no stream of the ledger: " + topicName);
        }
        @Nullable Envelope envelope = headers.containsKey(Envelope.ID) ? Envelope.of(headers) : null;
        return switch (topic) {
            case A2A_EVENTS -> ofTask(EventJson.read(body, TaskEvent.class), body);
            case MODEL_USAGE -> ofModel(EventJson.read(body, ModelUsage.class), envelope, body);
            case TOOL_ACTIVITY -> ofTool(EventJson.read(body, ToolActivity.class), envelope, body);
            case HUB_APPROVALS -> ofApproval(EventJson.read(body, ApprovalEvent.class), envelope, body);
            case EVALUATION_RESULTS -> ofEvaluation(EventJson.read(body, EvaluationResult.class), body);
            default -> ofAudit(topic, EventJson.read(body, AuditEvent.class), envelope, body);
        };
    }

    private static Incoming ofTask(TaskEvent event, byte[] body) {
        Incoming.Origin origin =
                new Incoming.Origin(Topic.A2A_EVENTS.topicName(), Topic.A2A_EVENTS.writer(), event.id(), event.seq());
        LedgerRecord.About about = new LedgerRecord.About(
                event.kind(),
                event.owner(),
                event.agent(),
                event.version(),
                event.taskId(),
                first(text(event.body(), "tool"), text(event.body().path("call"), "tool")),
                decisionOf(event),
                null);
        return new Incoming(origin, TaskEvent.TYPE, event.at(), event.team(), about, body);
    }

    private static @Nullable String decisionOf(TaskEvent event) {
        return switch (event.kind()) {
            case "refused" -> "denied";
            case "approval-decided" -> text(event.body(), "decision");
            case "tool-outcome" -> "denied".equals(text(event.body(), "status")) ? "denied" : null;
            default -> null;
        };
    }

    private static Incoming ofModel(ModelUsage event, @Nullable Envelope envelope, byte[] body) {
        LedgerRecord.About about = new LedgerRecord.About(
                "model-call",
                event.caller(),
                event.agent(),
                event.version(),
                event.taskId(),
                null,
                event.outcome(),
                event.model());
        return new Incoming(
                origin(Topic.MODEL_USAGE, envelope, event.callId()),
                ModelUsage.TYPE,
                event.at(),
                event.team(),
                about,
                body);
    }

    private static Incoming ofTool(ToolActivity event, @Nullable Envelope envelope, byte[] body) {
        LedgerRecord.About about = new LedgerRecord.About(
                "tool-call",
                event.onBehalfOf(),
                event.agent(),
                event.version(),
                event.taskId(),
                event.connector() + "/" + event.tool(),
                event.decision(),
                null);
        return new Incoming(
                origin(Topic.TOOL_ACTIVITY, envelope, event.activityId()),
                ToolActivity.TYPE,
                event.at(),
                event.team(),
                about,
                body);
    }

    private static Incoming ofApproval(ApprovalEvent event, @Nullable Envelope envelope, byte[] body) {
        String decider = event.decidedBy();
        LedgerRecord.About about = new LedgerRecord.About(
                "approval",
                decider == null ? event.onBehalfOf() : decider,
                event.agent(),
                event.version(),
                event.taskId(),
                event.connector() + "/" + event.tool(),
                event.status(),
                event.approvalId());
        return new Incoming(
                origin(Topic.HUB_APPROVALS, envelope, event.approvalId() + ":" + event.status()),
                ApprovalEvent.TYPE,
                event.at(),
                event.team(),
                about,
                body);
    }

    private static Incoming ofEvaluation(EvaluationResult event, byte[] body) {
        LedgerRecord.About about = new LedgerRecord.About(
                "evaluation",
                "service:tandem-governance",
                event.agent(),
                event.version(),
                null,
                null,
                event.passed() ? "passed" : "failed",
                event.evaluationId());
        Incoming.Origin origin = origin(Topic.EVALUATION_RESULTS, null, event.evaluationId());
        return new Incoming(origin, "io.tandem.evaluation.v1", event.at(), event.team(), about, body);
    }

    /// An audit event's source is its topic's: nobody may write another one's.
    private static Incoming ofAudit(Topic topic, AuditEvent event, @Nullable Envelope envelope, byte[] body) {
        String service = topic.topicName().substring(AUDIT.length());
        if (envelope == null || envelope.sequence() == null) {
            throw new IllegalArgumentException("an audit event without its number");
        }
        if (!envelope.source().equals(service)) {
            throw new IllegalArgumentException("an event of " + envelope.source() + " on " + topic.topicName());
        }
        Incoming.Origin origin = new Incoming.Origin(topic.topicName(), service, envelope.id(), envelope.sequence());
        @Nullable String agent = first(text(event.details(), "agent"), agentIn(event.subject()));
        @Nullable String inSubject = versionIn(event.subject());
        LedgerRecord.About about = new LedgerRecord.About(
                event.action(),
                event.actor(),
                agent,
                first(text(event.details(), "version"), inSubject),
                first(text(event.details(), "taskId"), text(event.details(), "task")),
                text(event.details(), "tool"),
                event.decision(),
                event.subject());
        return new Incoming(origin, AuditEvent.TYPE, event.at(), event.team(), about, body);
    }

    /// Events of these streams have no number without gaps: their keys are tasks, their writers many.
    private static Incoming.Origin origin(Topic topic, @Nullable Envelope envelope, String ownId) {
        return new Incoming.Origin(topic.topicName(), topic.writer(), envelope == null ? ownId : envelope.id(), null);
    }

    private static @Nullable String agentIn(String subject) {
        int at = subject.indexOf('@');
        return !AGENT.matcher(subject).matches() ? null : at < 0 ? subject : subject.substring(0, at);
    }

    private static @Nullable String versionIn(String subject) {
        int at = subject.indexOf('@');
        return at < 0 || !AGENT.matcher(subject).matches() ? null : subject.substring(at + 1);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    private static @Nullable String text(@Nullable JsonNode json, String field) {
        JsonNode value = json == null ? null : json.get(field);
        return value == null || !value.isValueNode() || value.isNull() ? null : value.asText();
    }

    private static Map<String, Topic> byName() {
        Map<String, Topic> byName = new HashMap<>();
        ALL.forEach(topic -> byName.put(topic.topicName(), topic));
        return Map.copyOf(byName);
    }
}
