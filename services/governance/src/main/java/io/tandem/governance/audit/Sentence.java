package io.tandem.governance.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tandem.events.Topic;
import io.tandem.ledger.LedgerRecord;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record in one plain sentence.
public final class Sentence {
    private static final int LONGEST = 120;

    private Sentence() {}

    /// What people and services did, by kind of audit event; a kind that is not here is told by its name.
    private static final Map<String, String> DEEDS = Map.ofEntries(
            Map.entry("agent.created", "made/make the agent {}"),
            Map.entry("agent.draft-saved", "saved/save the draft of {}"),
            Map.entry("agent.grace-began", "found/find nobody who answers for {}"),
            Map.entry("agent.owner-back", "found/find the owner of {} again"),
            Map.entry("agent.reviewed", "reviewed/review {}"),
            Map.entry("agent.stewards", "changed/change who answers for {}"),
            Map.entry("agent.transferred", "gave/give {} to another owner"),
            Map.entry("agent.transition", "moved/move {} from {from} to {to}"),
            Map.entry("approval.assigned", "gave/give the approval {} to {to}"),
            Map.entry("approval.released", "let/let go of the approval {}"),
            Map.entry("approval.reminded", "called/call the approval {} to mind"),
            Map.entry("board.kept", "kept/keep {} as it is"),
            Map.entry("call.refused", "called/call {}"),
            Map.entry("request.refused", "asked/ask for {}"),
            Map.entry("sign-in", "signed/sign in"),
            Map.entry("agent.visibility", "changed/change who sees {}"),
            Map.entry("connection.ended", "lost/lose the connection to {}"),
            Map.entry("connection.made", "connected/connect {}"),
            Map.entry("connection.revoked", "revoked/revoke the connection to {}"),
            Map.entry("connector.changed", "changed/change the connector {}"),
            Map.entry("connector.registered", "registered/register the connector {}"),
            Map.entry("connector.removed", "removed/remove the connector {}"),
            Map.entry("draft.tried", "tried/try the draft of {}"),
            Map.entry("evaluation.asked", "began/begin an evaluation of {}"),
            Map.entry("judge.saved", "said/say what the judge {} goes by"),
            Map.entry("judge.labelled", "labelled/label answers for the judge {}"),
            Map.entry("judge.label-removed", "removed/remove a label of the judge {}"),
            Map.entry("judge.calibration-asked", "began/begin a calibration of the judge {}"),
            Map.entry("judge.calibrated", "calibrated/calibrate the judge {}"),
            Map.entry("scoring.changed", "changed/change how many runs of {} are scored"),
            Map.entry("requests.replayed", "replayed/replay requests with {}"),
            Map.entry("requests.replay-cancelled", "cancelled/cancel a replay of requests with {}"),
            Map.entry("exemption.granted", "exempted/exempt an agent version from approvals of {}"),
            Map.entry("exemption.revoked", "ended/end an exemption from approvals of {}"),
            Map.entry("grant.added", "granted/grant a right to {}"),
            Map.entry("grant.removed", "took/take away a right to {}"),
            Map.entry("halt.lifted", "lifted/lift the halt of {}"),
            Map.entry("halt.set", "halted/halt {}"),
            Map.entry("ledger.erased", "erased/erase payloads by the {}"),
            Map.entry("ledger.erasure-carried-out", "carried/carry out the {}"),
            Map.entry("ledger.erasure-preview", "looked/look what an erasure takes"),
            Map.entry("ledger.erasure-proposed", "proposed/propose the {}"),
            Map.entry("ledger.erasure-read", "read/read erasures of payloads"),
            Map.entry("ledger.erasure-withdrawn", "withdrew/withdraw the {}"),
            Map.entry("ledger.evidence", "took/take the evidence of a task from the {}"),
            Map.entry("ledger.exported", "exported/export records of the ledger"),
            Map.entry("ledger.read", "read/read records of the ledger"),
            Map.entry("ledger.reported", "made/make a report of the ledger"),
            Map.entry("ledger.verified", "verified/verify the ledger"),
            Map.entry("models.changed", "changed/change the {}"),
            Map.entry("tool.approved", "approved/approve the tool {}"),
            Map.entry("tool.changed", "changed/change the terms of the tool {}"),
            Map.entry("tool.listed", "listed/list the tool {}"),
            Map.entry("tool.quarantined", "quarantined/quarantine the tool {}"),
            Map.entry("tool.removed", "removed/remove the tool {}"),
            Map.entry("tool.restored", "restored/restore the tool {}"),
            Map.entry("version.saved", "saved/save a version of {}"));

    /// @param payload the event, null once it was erased
    public static String of(LedgerRecord record, @Nullable JsonNode payload) {
        JsonNode event = payload == null ? MissingNode.getInstance() : payload;
        return switch (Topic.of(record.stream()).orElse(Topic.AUDIT_GOVERNANCE)) {
            case A2A_EVENTS -> ofTask(record, event.path("body"));
            case MODEL_USAGE -> ofModel(record, event);
            case TOOL_ACTIVITY -> ofTool(record, event);
            case HUB_APPROVALS -> ofApproval(record, event);
            case EVALUATION_RESULTS ->
                "The evaluation of " + agent(record) + " " + record.about().decision() + ": "
                        + event.path("passedCases").asText() + " of "
                        + event.path("cases").asText() + " cases passed.";
            default -> ofAudit(record, event);
        };
    }

    private static String ofTask(LedgerRecord record, JsonNode body) {
        String agent = agent(record);
        String tool = or(record.about().tool(), "a tool");
        return switch (record.about().kind()) {
            case "received" ->
                who(body.path("from").asText(""), record.about().person()) + " asked " + agent + ": "
                        + quoted(text(body.path("message").path("parts"))) + ".";
            case "cancel-asked" ->
                who(body.path("from").asText(""), record.about().person()) + " asked " + agent + " to stop.";
            case "produced" ->
                agent + " answered: " + quoted(text(body.path("artifact").path("parts"))) + ".";
            case "moved" -> "The task of " + agent + " is now " + state(body.path("state")) + ".";
            case "waited" -> agent + " waits: " + body.path("reason").asText("") + ".";
            case "model-turn" ->
                agent + " was answered by model " + body.path("model").asText("?") + turn(body) + ".";
            case "approval-asked" -> agent + " asked for approval to call " + tool + ".";
            case "approval-decided" ->
                who(body.path("by").asText(""), null) + " decided on a call by " + agent + ": "
                        + or(record.about().decision(), "unknown") + reason(body) + ".";
            case "connection-asked" ->
                agent + " asked its person to connect " + body.path("connector").asText("a server") + ".";
            case "connection-made" ->
                who(body.path("by").asText(""), record.about().person()) + " connected "
                        + body.path("connector").asText("a server") + ".";
            case "connection-withdrawn" ->
                "Nobody connects " + body.path("connector").asText("a server") + " any more" + reason(body) + ".";
            case "tool-intent" -> agent + " is about to call " + tool + ".";
            case "tool-outcome" ->
                "The call of " + tool + " by " + agent + " ended: "
                        + body.path("status").asText("?") + reason(body) + ".";
            case "child-sent" ->
                agent + " asked agent " + body.path("agent").asText("?") + ": "
                        + quoted(body.path("text").asText("")) + ".";
            case "child-replied" ->
                "Agent " + body.path("agent").asText("?") + " replied to " + agent + ": "
                        + quoted(body.path("text").asText("")) + ".";
            case "refused" -> agent + " refused" + reason(body) + ".";
            case "ended" -> "The task of " + agent + " ended as " + state(body.path("state")) + reason(body) + ".";
            default -> agent + ": " + record.about().kind() + ".";
        };
    }

    private static String turn(JsonNode body) {
        int calls = body.path("toolCalls").size();
        return calls == 0 ? "" : calls == 1 ? ", which asks for a tool" : ", which asks for " + calls + " tools";
    }

    private static String ofModel(LedgerRecord record, JsonNode event) {
        JsonNode cost = event.path("cost");
        return "Model " + or(record.about().subject(), "?") + " was called for "
                + who("", or(record.about().agent(), record.about().person())) + ": "
                + event.path("inputTokens").asLong() + " tokens in, "
                + event.path("outputTokens").asLong()
                + " out, cost " + cost.path("amount").asText("0") + " "
                + cost.path("currency").asText("") + ", outcome "
                + or(record.about().decision(), "unknown") + ".";
    }

    private static String ofTool(LedgerRecord record, JsonNode event) {
        String outcome = event.path("outcome").asText("");
        return "The call of " + or(record.about().tool(), "a tool") + " by " + agent(record) + " for "
                + who("", record.about().person()) + " was "
                + or(record.about().decision(), "?").replace('-', ' ')
                + (outcome.isEmpty() ? "" : " and ended: " + outcome) + reason(event) + ".";
    }

    private static String ofApproval(LedgerRecord record, JsonNode event) {
        String call = "the call of " + or(record.about().tool(), "a tool") + " by " + agent(record);
        return switch (or(record.about().decision(), "")) {
            case "waiting" -> "An approval is needed for " + call + ".";
            case "granted" ->
                who("", record.about().person()) + " approved " + call
                        + (event.has("asked") ? " with other arguments" : "") + reason(event) + ".";
            case "rejected" -> who("", record.about().person()) + " rejected " + call + reason(event) + ".";
            case "expired" -> "Nobody decided in time on " + call + ".";
            case "withdrawn" -> "No approval is needed any more for " + call + reason(event) + ".";
            case "used" -> "The approval was used for " + call + ".";
            default -> "The approval of " + call + " is " + record.about().decision() + ".";
        };
    }

    private static String ofAudit(LedgerRecord record, JsonNode event) {
        boolean denied = "denied".equals(record.about().decision());
        String subject = or(record.about().subject(), "");
        String deed = DEEDS.get(record.about().kind());
        String told = deed == null
                ? (denied ? " was denied " : ": ") + record.about().kind().replace('.', ' ') + ", " + subject
                : (denied ? " was not allowed to " : " ") + filled(form(deed, denied), subject, event.path("details"));
        return who("", record.about().person()) + told + reason(event) + ".";
    }

    private static String filled(String deed, String subject, JsonNode details) {
        JsonNode version = details.path("version");
        return deed.replace("{}", version.isMissingNode() ? subject : subject + "@" + version.asText())
                .replace("{from}", state(details.path("from")))
                .replace("{to}", state(details.path("to")));
    }

    /// The past or the infinitive of a deed written as `made/make the agent {}`.
    private static String form(String deed, boolean infinitive) {
        int slash = deed.indexOf('/');
        int space = deed.indexOf(' ');
        return (infinitive ? deed.substring(slash + 1, space) : deed.substring(0, slash)) + deed.substring(space);
    }

    private static String agent(LedgerRecord record) {
        String version = record.about().version();
        return or(record.about().agent(), "an agent") + (version == null ? "" : "@" + version);
    }

    private static String state(JsonNode state) {
        return state.asText("?").toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String reason(JsonNode event) {
        String reason = event.path("reason").asText("");
        return reason.isEmpty() || event.path("reason").isNull() ? "" : " (" + cut(reason) + ")";
    }

    private static String who(String id, @Nullable String otherwise) {
        String given = id.isEmpty() ? or(otherwise, "Somebody") : id;
        if (given.startsWith("service:tandem-")) {
            return "The platform";
        }
        return given.startsWith("person:") ? given.substring("person:".length()) : given.replace(':', ' ');
    }

    private static String text(JsonNode parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part ->
                text.append(text.isEmpty() ? "" : " ").append(part.path("text").asText("")));
        return text.toString();
    }

    private static String quoted(String text) {
        return "\"" + cut(text) + "\"";
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }

    private static String or(@Nullable String one, @Nullable String other) {
        return one != null ? one : other != null ? other : "";
    }
}
