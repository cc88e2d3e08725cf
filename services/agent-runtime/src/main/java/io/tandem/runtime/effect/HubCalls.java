package io.tandem.runtime.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.EventJson;
import io.tandem.events.Flow;
import io.tandem.events.ToolRecord;
import io.tandem.runtime.activation.Outside;
import io.tandem.runtime.agent.Effect;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.task.TaskHead;
import io.tandem.runtime.turn.TurnLoop;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// Tool calls through the connector hub: first its decision, then, once the intent is journaled, the call.
final class HubCalls {
    private static final Logger LOG = Logger.getLogger(HubCalls.class);
    private static final Duration DECISION = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String UNAVAILABLE = "unavailable";

    /// The hub's problem while the ledger is behind: the call was certainly not made.
    private static final String LEDGER_BEHIND = "/ledger-behind";

    /// How often a call that may be repeated is made while its connector is away, before the model is told.
    private static final int ATTEMPTS = 3;

    private final ServiceCalls services;
    private final Ancestry ancestry;

    HubCalls(ServiceCalls services, Ancestry ancestry) {
        this.services = services;
        this.ancestry = ancestry;
    }

    /// Asks whether the call may be made. Nothing outside changes by it, so an unreachable hub is asked again later.
    Outside.Done decide(Effect.Decide decide, Outside.Held held) {
        Entry.ToolCall call = decide.call();
        ObjectNode body = body(held, call, decide.standing());
        body.put("seq", decide.seq());
        try {
            body.set("chain", EventJson.toTree(ancestry.of(held.head())));
            HttpResponse<byte[]> answer = post("/internal/hub/decide", body, DECISION);
            if (answer.statusCode() != 200) {
                return later();
            }
            return new Outside.Done.Outcome(List.of(entry(call, EventJson.read(answer.body(), JsonNode.class))));
        } catch (IOException | SQLException e) {
            LOG.debug("not decided yet", e);
            return later();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outside.Done.Aborted();
        }
    }

    private static Entry entry(Entry.ToolCall call, JsonNode decision) {
        String reason = decision.path("reason").asText("");
        return switch (decision.path("decision").asText()) {
            case "allow" ->
                new Entry.ToolIntent(
                        call,
                        ToolRecord.Effect.valueOf(decision.path("effect").asText("AT_MOST_ONCE")),
                        decision.path("approvalId").asText(null));
            case "approval" ->
                new Entry.ApprovalAsked(call, decision.get("approvalId").asText(), reason, terms(decision));
            case "connect" -> asked(call, decision.path("connect"), reason);
            default -> new Entry.ToolOutcome(call.id(), call.tool(), "denied", reason, "denied", 0);
        };
    }

    private static Entry asked(Entry.ToolCall call, JsonNode connect, String reason) {
        return new Entry.ConnectionAsked(
                call,
                connect.get("askId").asText(),
                connect.get("connector").asText(),
                reason,
                connect.get("url").asText());
    }

    private static Entry.ApprovalTerms terms(JsonNode decision) {
        return new Entry.ApprovalTerms(
                decision.get("bindingHash").asText(),
                Instant.parse(decision.get("dueAt").asText()),
                Instant.parse(decision.get("expiresAt").asText()));
    }

    /// Makes the call. When it breaks off nobody knows whether it took effect: the intent stays open, and the task
    /// goes on once the call is certainly over.
    Outside.Done call(Effect.Call effect, Outside.Held held) {
        Entry.ToolCall call = effect.intent().call();
        ObjectNode body = body(held, call, effect.standing());
        body.put("seq", effect.intentSeq());
        body.put("key", held.head().id() + ":" + effect.intentSeq());
        Instant deadline = Instant.now().plus(TurnLoop.CALL_DEADLINE);
        body.put("deadline", deadline.toString());
        if (effect.intent().approvalId() != null) {
            body.put("approvalId", effect.intent().approvalId());
            body.put("approvalSeq", effect.approvalSeq());
        }
        try {
            Outside.Done done = once(effect, body);
            while (wasHeldBack(done) && Instant.now().plus(PAUSE).isBefore(deadline)) {
                Thread.sleep(PAUSE);
                done = once(effect, body);
            }
            boolean mayRepeat = effect.intent().effect().mayRepeat();
            for (int attempt = 1; attempt < ATTEMPTS && mayRepeat && wasAway(done); attempt++) {
                Thread.sleep(PAUSE.multipliedBy(attempt));
                done = once(effect, body);
            }
            return done;
        } catch (IOException e) {
            LOG.infof(
                    "the call of %s for task %s broke off: %s",
                    call.tool(), held.head().id(), e.getMessage());
            return brokenOff(effect);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return brokenOff(effect);
        }
    }

    private Outside.Done once(Effect.Call effect, ObjectNode body) throws IOException, InterruptedException {
        Entry.ToolCall call = effect.intent().call();
        HttpResponse<byte[]> answer = post("/internal/hub/call", body, TurnLoop.CALL_DEADLINE.plusSeconds(2));
        return switch (answer.statusCode()) {
            case 200 -> new Outside.Done.Outcome(List.of(told(call, EventJson.read(answer.body(), JsonNode.class))));
            case 400 -> new Outside.Done.Outcome(List.of(refused(call, answer.body())));
            case 503 -> heldBack(answer.body()) ? new Outside.Done.Outcome(List.of(notMade(call))) : brokenOff(effect);
            default -> brokenOff(effect);
        };
    }

    private static boolean wasAway(Outside.Done done) {
        return done instanceof Outside.Done.Outcome(List<Entry> entries)
                && entries.getFirst() instanceof Entry.ToolOutcome outcome
                && outcome.status().equals(UNAVAILABLE)
                && !LEDGER_BEHIND.equals(outcome.reason());
    }

    private static boolean wasHeldBack(Outside.Done done) {
        return done instanceof Outside.Done.Outcome(List<Entry> entries)
                && entries.getFirst() instanceof Entry.ToolOutcome outcome
                && LEDGER_BEHIND.equals(outcome.reason());
    }

    private static boolean heldBack(byte[] problem) {
        try {
            return EventJson.read(problem, JsonNode.class).path("type").asText().endsWith(LEDGER_BEHIND);
        } catch (IllegalArgumentException e) {
            return false; // not the hub's own answer
        }
    }

    /// Told when it lasts: the model may ask for the call again, which then waits for the hub's decision.
    private static Entry notMade(Entry.ToolCall call) {
        return new Entry.ToolOutcome(
                call.id(),
                call.tool(),
                UNAVAILABLE,
                "The call was not made: the platform's ledger is behind, and nothing is changed until it has caught up.",
                LEDGER_BEHIND,
                0);
    }

    private static Outside.Done brokenOff(Effect.Call effect) {
        boolean reads = effect.intent().effect() == ToolRecord.Effect.READ;
        Instant certain = Instant.now().plus(reads ? PAUSE : TurnLoop.CALL_DEADLINE);
        return new Outside.Done.Later("the outcome of a call that broke off", certain);
    }

    /// The hub could not read the call, so it was not made.
    private static Entry refused(Entry.ToolCall call, byte[] problem) {
        String detail = EventJson.read(problem, JsonNode.class).path("detail").asText("The hub refused the call");
        return new Entry.ToolOutcome(call.id(), call.tool(), "denied", detail, detail, 0);
    }

    /// A call that its server refused, since its person revoked there what they granted, waits for them.
    private static Entry told(Entry.ToolCall call, JsonNode answer) {
        return answer.has("connect")
                ? asked(call, answer.get("connect"), answer.path("reason").asText(""))
                : outcome(call, answer);
    }

    private static Entry outcome(Entry.ToolCall call, JsonNode answer) {
        StringBuilder content = new StringBuilder();
        for (JsonNode part : answer.path("content")) {
            content.append(part.path("text").asText("")).append('\n');
        }
        String reason = answer.path("reason").asText(null);
        String text = content.isEmpty() && reason != null
                ? reason
                : content.toString().strip();
        return new Entry.ToolOutcome(
                call.id(),
                call.tool(),
                answer.path("status").asText(UNAVAILABLE),
                text,
                answer.path("problem").asText(reason),
                answer.path("millis").asLong(),
                answer.has("raises") ? EventJson.read(answer.get("raises"), Flow.class) : null);
    }

    private HttpResponse<byte[]> post(String path, ObjectNode body, Duration timeout)
            throws IOException, InterruptedException {
        return services.post(
                new ServiceCalls.Request(path, Map.of(), body, timeout), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static ObjectNode body(Outside.Held held, Entry.ToolCall call, Effect.Standing standing) {
        TaskHead head = held.head();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("taskId", head.id());
        body.put("agent", head.agent());
        body.put("version", head.version());
        body.put("team", head.team());
        body.put("onBehalfOf", head.owner());
        head.actors().forEach(body.putArray("actors")::add);
        body.put("tool", call.tool());
        body.set("arguments", call.arguments());
        body.put("left", standing.left());
        body.set("provenance", EventJson.toTree(standing.provenance()));
        body.put("replay", standing.replay());
        if (standing.plan() != null) {
            standing.plan().forEach(body.putArray("plan")::add);
        }
        return body;
    }

    private static Outside.Done later() {
        return new Outside.Done.Later("the connector hub", Instant.now().plus(PAUSE));
    }
}
