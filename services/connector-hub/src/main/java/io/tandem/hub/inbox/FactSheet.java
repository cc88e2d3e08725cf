package io.tandem.hub.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tandem.events.AskedCall;
import io.tandem.events.ToolRecord;
import io.tandem.hub.approval.Approval;
import io.tandem.hub.approval.Deciders;
import io.tandem.hub.call.Recheck;
import io.tandem.kit.identity.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Puts together what an approver looks at. It comes from the pinned tool and the call itself, never from the agent's
/// words.
@Singleton
public class FactSheet {
    private final Inbox inbox;
    private final Deciders deciders;
    private final PastDecisions past;
    private final Recheck tools;

    @Inject
    public FactSheet(Inbox inbox, Deciders deciders, PastDecisions past, Recheck tools) {
        this.inbox = inbox;
        this.deciders = deciders;
        this.past = past;
        this.tools = tools;
    }

    /// @param approval one that the caller may see; whoever asked is not told of other people's calls
    ApprovalFacts of(Approval approval, Caller caller) {
        ToolRecord tool = tools.tool(approval).orElse(null);
        JsonNode schema = tool == null ? MissingNode.getInstance() : tool.inputSchema();
        ToolRecord.Handling handling = tool == null ? ToolRecord.Handling.UNKNOWN : tool.handling();
        boolean others = deciders.seesAsOthers(approval, caller);
        boolean mayDecide = deciders.mayDecide(approval, caller);
        return new ApprovalFacts(
                approval,
                tool == null ? "" : tool.title(),
                tool == null ? "The connector does not offer this tool any more." : tool.description(),
                effect(approval.effect()),
                handling.egress(),
                arguments(approval, schema.path("properties"), handling.sensitive()),
                tool == null ? null : schema,
                mayDecide,
                "An approver of team " + approval.team() + ", or who was granted to approve for " + approval.agent()
                        + "; never who asked.",
                mayDecide ? inbox.candidates(approval) : List.of(),
                others ? past.last(approval) : List.of(),
                others ? past.nearest(approval, deciders.teams(caller).contains(approval.team())) : List.of());
    }

    /// What a yes does, in words; no tool says this of itself.
    static String effect(ToolRecord.Effect effect) {
        return switch (effect) {
            case READ -> "It only reads; nothing changes.";
            case IDEMPOTENT -> "It changes something. Done twice, it is as if it was done once.";
            case KEYED -> "It changes something, once: the system recognizes a repeat of this call.";
            case QUERYABLE ->
                "It changes something. Whether it took effect can be looked up, but not undone from here.";
            case AT_MOST_ONCE -> "It changes something and cannot be undone or repeated safely.";
        };
    }

    private static List<ApprovalFacts.Argument> arguments(
            Approval approval, JsonNode properties, List<String> sensitive) {
        AskedCall asked = approval.asked();
        JsonNode now = approval.arguments();
        Set<String> names = new LinkedHashSet<>();
        now.fieldNames().forEachRemaining(names::add);
        if (asked != null) {
            asked.arguments().fieldNames().forEachRemaining(names::add);
        }
        List<ApprovalFacts.Argument> told = new ArrayList<>();
        for (String name : names) {
            JsonNode property = properties.path(name);
            JsonNode before = asked == null ? now.get(name) : asked.arguments().get(name);
            boolean changed = !Objects.equals(before, now.get(name));
            told.add(new ApprovalFacts.Argument(
                    name,
                    property.path("title").asText(name),
                    property.path("description").asText(""),
                    now.get(name),
                    changed ? before : null,
                    sensitive.contains(name),
                    changed || !approval.provenance().unvouched().contains(name)));
        }
        return told;
    }
}
