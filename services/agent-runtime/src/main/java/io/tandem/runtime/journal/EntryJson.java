package io.tandem.runtime.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Artifact;
import io.tandem.a2a.Message;
import io.tandem.a2a.TaskState;
import io.tandem.events.EventJson;
import io.tandem.events.PolicyDecision;
import io.tandem.events.ToolRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Entries as JSON, in rows, on `a2a.events` and at `/api/v1/tasks/{id}/steps`. A2A records inside keep their ProtoJSON
/// form. `TaskStepBody` of the OpenAPI document tells the fields.
public final class EntryJson {
    private EntryJson() {}

    public static ObjectNode write(Entry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (entry) {
            case Entry.Received e -> {
                json.set("message", A2aJson.toTree(e.message()));
                json.put("from", e.from());
                if (e.policy() != null) {
                    json.set("policy", EventJson.toTree(e.policy()));
                }
            }
            case Entry.CancelAsked e -> {
                json.put("from", e.from());
                putIfPresent(json, "halt", e.halt());
            }
            case Entry.Produced e -> {
                json.set("artifact", A2aJson.toTree(e.artifact()));
                json.put("append", e.append());
                json.put("lastChunk", e.lastChunk());
            }
            case Entry.Moved e -> putStatus(json, e.state(), e.message());
            case Entry.Waited e -> {
                json.put("reason", e.reason());
                putIfPresent(json, "until", e.until());
            }
            case Entry.Ended e -> {
                putStatus(json, e.state(), e.message());
                putIfPresent(json, "reason", e.reason());
            }
            case Entry.ModelTurn e -> CallJson.put(json, e);
            case Entry.ApprovalAsked e -> {
                CallJson.put(json, e.call());
                json.put("approvalId", e.approvalId()).put("reason", e.reason());
                if (e.terms() != null) {
                    json.set("terms", EventJson.toTree(e.terms()));
                }
            }
            case Entry.ApprovalDecided e -> json.setAll(plain(e));
            case Entry.ConnectionAsked e -> {
                CallJson.put(json, e.call());
                json.put("askId", e.askId())
                        .put("connector", e.connector())
                        .put("reason", e.reason())
                        .put("url", e.url());
            }
            case Entry.ConnectionMade e -> json.setAll(plain(e));
            case Entry.ConnectionWithdrawn e -> json.setAll(plain(e));
            case Entry.ToolIntent e -> {
                CallJson.put(json, e.call());
                json.put("effect", e.effect().name());
                putIfPresent(json, "approvalId", e.approvalId());
            }
            case Entry.ToolOutcome e -> CallJson.put(json, e);
            case Entry.ChildSent e -> json.setAll(plain(e));
            case Entry.ChildReplied e -> json.setAll(plain(e));
            case Entry.Refused e -> json.setAll(plain(e));
        }
        return json;
    }

    /// @throws IllegalArgumentException if this build does not know the kind
    public static Entry read(String kind, JsonNode json) {
        return switch (kind) {
            case "received" ->
                new Entry.Received(
                        A2aJson.read(json.get("message"), Message.class),
                        json.get("from").asText(),
                        json.has("policy") ? EventJson.read(json.get("policy"), PolicyDecision.class) : null);
            case "cancel-asked" -> new Entry.CancelAsked(json.get("from").asText(), text(json, "halt"));
            case "produced" ->
                new Entry.Produced(
                        A2aJson.read(json.get("artifact"), Artifact.class),
                        json.get("append").asBoolean(),
                        json.get("lastChunk").asBoolean());
            case "moved" -> new Entry.Moved(state(json), message(json));
            case "waited" -> {
                String until = text(json, "until");
                yield new Entry.Waited(json.get("reason").asText(), until == null ? null : Instant.parse(until));
            }
            case "ended" -> new Entry.Ended(state(json), message(json), text(json, "reason"));
            case "model-turn" -> CallJson.turn(json);
            case "approval-asked" ->
                new Entry.ApprovalAsked(
                        CallJson.call(json),
                        json.get("approvalId").asText(),
                        json.get("reason").asText(),
                        json.has("terms") ? EventJson.read(json.get("terms"), Entry.ApprovalTerms.class) : null);
            case "approval-decided" -> EventJson.read(json, Entry.ApprovalDecided.class);
            case "connection-asked" ->
                new Entry.ConnectionAsked(
                        CallJson.call(json),
                        json.get("askId").asText(),
                        json.get("connector").asText(),
                        json.get("reason").asText(),
                        json.get("url").asText());
            case "connection-made" -> EventJson.read(json, Entry.ConnectionMade.class);
            case "connection-withdrawn" -> EventJson.read(json, Entry.ConnectionWithdrawn.class);
            case "tool-intent" ->
                new Entry.ToolIntent(
                        CallJson.call(json),
                        ToolRecord.Effect.valueOf(json.get("effect").asText()),
                        text(json, "approvalId"));
            case "tool-outcome" -> CallJson.outcome(json);
            case "child-sent" -> EventJson.read(json, Entry.ChildSent.class);
            case "child-replied" -> EventJson.read(json, Entry.ChildReplied.class);
            case "refused" -> EventJson.read(json, Entry.Refused.class);
            default -> throw new IllegalArgumentException("unknown journal entry " + kind);
        };
    }

    /// Entries that hold no A2A record are plain JSON.
    private static ObjectNode plain(Entry entry) {
        return (ObjectNode) EventJson.toTree(entry);
    }

    private static void putStatus(ObjectNode json, TaskState state, @Nullable Message message) {
        json.put("state", state.name());
        if (message != null) {
            json.set("message", A2aJson.toTree(message));
        }
    }

    private static void putIfPresent(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    private static TaskState state(JsonNode json) {
        return TaskState.valueOf(json.get("state").asText());
    }

    private static @Nullable Message message(JsonNode json) {
        JsonNode message = json.get("message");
        return message == null ? null : A2aJson.read(message, Message.class);
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value == null ? null : value.asText();
    }
}
