package io.tandem.hub.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.Provenance;
import io.tandem.events.ToolRecord;
import io.tandem.hub.approval.Approval;
import io.tandem.hub.approval.Asking;
import io.tandem.hub.call.CallResource.Sources;
import io.tandem.hub.call.ToolRequest.Wanted;
import io.tandem.hub.connector.HubSettings;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import io.tandem.policy.Questions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Rules on a call that waits for an approval as it would be with other arguments: by the tool's schema and by the
/// policies as they are now. When the changed call is made it is ruled on again, like any call.
@Singleton
public class Recheck {
    private final ToolGate gate;
    private final Sources sources;

    @Inject
    public Recheck(Sources sources, HubSettings settings) {
        this.sources = sources;
        this.gate = sources.gate(settings.argumentBytes());
    }

    /// Why the changed call may not be made, in words; empty if it may, with the yes that is about to be given.
    ///
    /// @throws ProblemException UNAVAILABLE while the hub does not know the agent's version
    public Optional<String> fault(Approval approval, JsonNode arguments) {
        Asking.Asker asker = new Asking.Asker(
                approval.team(),
                approval.agent(),
                approval.version(),
                approval.onBehalfOf(),
                approval.actors(),
                approval.chain());
        Wanted wanted = new Wanted(
                approval.taskId(),
                approval.seq(),
                asker,
                approval.connector(),
                approval.tool(),
                arguments,
                vouched(approval, arguments),
                Questions.PLENTY, // it is asked again with what is left once the call is made
                List.of(approval.connector() + "/" + approval.tool()), // what is asked for was in the plan
                false); // a replay asks nobody
        return switch (gate.rule(wanted)) {
            case Ruling.Allow allowed -> Optional.empty();
            case Ruling.Ask asked -> Optional.empty();
            case Ruling.Deny deny -> Optional.of(deny.reason());
            case Ruling.NotYet unknown -> throw new ProblemException(CommonProblem.UNAVAILABLE, unknown.reason());
        };
    }

    /// The tool as it is pinned now.
    public Optional<ToolRecord> tool(Approval approval) {
        return sources.tools().find(approval.connector(), approval.tool());
    }

    /// What an approver wrote is named by a person who is trusted.
    private static Provenance vouched(Approval approval, JsonNode arguments) {
        List<String> unvouched = approval.provenance().unvouched().stream()
                .filter(name ->
                        Objects.equals(arguments.get(name), approval.arguments().get(name)))
                .toList();
        return new Provenance(approval.provenance().flow(), unvouched);
    }
}
