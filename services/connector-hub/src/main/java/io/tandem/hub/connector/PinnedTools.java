package io.tandem.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.ToolRecord;
import io.tandem.hub.mcp.ListedTool;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Pins what connectors list, holds back what changed, and lets administrators approve it.
@ApplicationScoped
public class PinnedTools {
    private static final String NEW = "new: not approved yet";
    private static final String CHANGED = "its definition has changed since it was approved";
    private static final String SUSPICIOUS = "it cannot be approved: ";
    private static final String GONE = "the connector does not list it any more";

    private final HubRecords records;

    @Inject
    PinnedTools(HubRecords records) {
        this.records = records;
    }

    /// What an administrator says about a tool.
    ///
    /// @param definitionHash the definition that they saw, null for whatever is proposed
    /// @param effect null leaves it
    /// @param teams null leaves them
    /// @param handling null leaves it
    @Schema(name = "ToolApproval")
    public record Approval(
            @Nullable String definitionHash,
            ToolRecord.@Nullable Effect effect,
            @Nullable List<String> teams,
            ToolRecord.@Nullable Handling handling,
            @Nullable String reason) {}

    /// A tool and the changed definition that waits, if one does.
    public record Shown(
            ToolRecord tool,
            Definition pinned,
            @Nullable Definition proposed,
            @Nullable String proposedHash) {}

    /// The tool as calls see it.
    @Transactional
    public Optional<ToolRecord> find(String connector, String tool) {
        return Optional.ofNullable(ToolRow.of(connector, tool)).map(ToolRow::published);
    }

    /// The schema that a tool's answers keep to, if it promises one.
    @Transactional
    public Optional<JsonNode> promise(String connector, String tool) {
        return Optional.ofNullable(ToolRow.of(connector, tool)).map(ToolRow::promised);
    }

    @Transactional
    public List<Shown> ofConnector(String connector) {
        return ToolRow.ofConnector(connector).stream()
                .map(row -> new Shown(row.published(), row.pinned(), row.proposal(), row.proposedHash))
                .toList();
    }

    /// Compares a listing with what is pinned. Called in the transaction that holds the connector's row.
    ///
    /// @param preset approvals of tools that the release itself brings, by name; they count for new tools only
    void pin(String connector, List<ListedTool> listed, Map<String, Approval> preset) {
        Map<String, ToolRow> gone = new HashMap<>();
        ToolRow.ofConnector(connector).forEach(row -> gone.put(row.name, row));
        for (ListedTool tool : listed) {
            ToolRow known = gone.remove(tool.name());
            if (known == null) {
                begin(connector, Definition.of(tool), preset.get(tool.name()));
            } else {
                compare(known, Definition.of(tool));
            }
        }
        gone.values().stream()
                .filter(row -> row.state != ToolRecord.State.REMOVED)
                .forEach(row -> {
                    row.state = ToolRecord.State.REMOVED;
                    row.quarantineReason = GONE;
                    changed(row, "tool.removed", "service:tandem-hub", GONE);
                });
    }

    private void begin(String connector, Definition definition, @Nullable Approval preset) {
        ToolRow row = new ToolRow();
        row.connector = connector;
        row.name = definition.name();
        row.effect = ToolRecord.Effect.AT_MOST_ONCE;
        row.teams = new String[0];
        row.handle(ToolRecord.Handling.UNKNOWN);
        row.take(definition);
        Optional<String> suspicion = suspicion(connector, definition);
        if (preset == null || suspicion.isPresent()) {
            row.quarantine(definition, suspicion.map(SUSPICIOUS::concat).orElse(NEW));
        } else {
            apply(row, preset, "service:tandem-hub");
        }
        row.changedAt = Instant.now();
        row.persist();
        changed(row, "tool.listed", "service:tandem-hub", Objects.requireNonNullElse(row.quarantineReason, "built in"));
    }

    private void compare(ToolRow row, Definition now) {
        boolean asPinned = row.definitionHash.equals(now.hash());
        boolean approvedBefore = row.approvedAt != null;
        if (asPinned && approvedBefore && row.state != ToolRecord.State.APPROVED) {
            row.take(now);
            changed(row, "tool.restored", "service:tandem-hub", "it is again what was approved");
        } else if ((row.state == ToolRecord.State.REMOVED || !now.hash().equals(row.proposedHash))
                && !(asPinned && approvedBefore)) {
            String reason =
                    suspicion(row.connector, now).map(SUSPICIOUS::concat).orElse(approvedBefore ? CHANGED : NEW);
            row.quarantine(now, reason);
            changed(row, "tool.quarantined", "service:tandem-hub", row.quarantineReason);
        }
    }

    /// Takes the definition that waits, or keeps the pinned one, with effect class and teams.
    ///
    /// @throws ProblemException CONFLICT if the definition is not the one that the administrator saw;
    ///     TOOL_SUSPICIOUS for one that nobody may approve
    @Transactional
    public Shown approve(String connector, String tool, Approval approval, String by) {
        ToolRow row = required(connector, tool);
        Definition proposal = row.proposal();
        String hash = proposal == null ? row.definitionHash : proposal.hash();
        if (row.state == ToolRecord.State.REMOVED) {
            throw new ProblemException(CommonProblem.CONFLICT, "The connector does not list this tool any more.");
        }
        if (approval.definitionHash() != null && !approval.definitionHash().equals(hash)) {
            throw new ProblemException(CommonProblem.CONFLICT, "The definition has changed since; look at it again.");
        }
        if (proposal != null) {
            Optional<String> suspicion = suspicion(connector, proposal);
            if (suspicion.isPresent()) {
                throw new ProblemException(HubProblem.TOOL_SUSPICIOUS, tool + ": " + suspicion.get() + ".");
            }
            row.take(proposal);
        }
        apply(row, approval, by);
        changed(row, "tool.approved", by, approval.reason());
        return new Shown(row.published(), row.pinned(), null, null);
    }

    /// Changes effect class and teams, and leaves the definition as it is.
    @Transactional
    public Shown change(String connector, String tool, Approval approval, String by) {
        ToolRow row = required(connector, tool);
        classify(row, approval);
        changed(row, "tool.changed", by, approval.reason());
        return new Shown(row.published(), row.pinned(), row.proposal(), row.proposedHash);
    }

    /// Compared with tools that were approved once; the first of two that look alike stays.
    private static Optional<String> suspicion(String connector, Definition definition) {
        List<String> others = ToolRow.<ToolRow>list("approvedAt is not null").stream()
                .map(row -> row.connector + "/" + row.name)
                .toList();
        return Suspicion.of(connector, definition, others);
    }

    private static void apply(ToolRow row, Approval approval, String by) {
        classify(row, approval);
        row.approvedBy = by;
        row.approvedAt = Instant.now();
    }

    private static void classify(ToolRow row, Approval approval) {
        if (approval.effect() != null) {
            row.effect = approval.effect();
        }
        if (approval.teams() != null) {
            row.teams = approval.teams().stream().distinct().sorted().toArray(String[]::new);
        }
        if (approval.handling() != null) {
            row.handle(known(approval.handling(), row));
        }
        boolean exemptible = row.effect == ToolRecord.Effect.KEYED || row.effect == ToolRecord.Effect.IDEMPOTENT;
        if (!exemptible) {
            ExemptionRow.removeAll(row.connector, row.name);
        }
    }

    /// @throws ProblemException INVALID for a sensitive argument that the tool does not have
    private static ToolRecord.Handling known(ToolRecord.Handling handling, ToolRow row) {
        JsonNode properties = row.pinned().inputSchema().path("properties");
        for (String argument : handling.sensitive()) {
            if (!properties.has(argument)) {
                throw ProblemException.invalid("handling.sensitive", "The tool has no argument \"" + argument + "\".");
            }
        }
        return handling;
    }

    /// Tells the tools of a connector again, as something changed that holds for all of them.
    void publish(String connector) {
        ToolRow.ofConnector(connector).forEach(records::tool);
    }

    private void changed(ToolRow row, String action, String by, @Nullable String reason) {
        row.changedAt = Instant.now();
        records.tool(row);
        records.audit(action, by, row.connector + "/" + row.name, reason, row.published());
    }

    static ToolRow required(String connector, String tool) {
        ToolRow row = ToolRow.of(connector, tool);
        if (row == null) {
            throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such tool.");
        }
        return row;
    }
}
