package io.tandem.hub.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.hub.approval.Approval;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an approver looks at: what exactly would happen, and how similar calls were decided.
///
/// @param title the tool's, empty where it is not there any more
/// @param effect what a yes does, in words
/// @param leaves whether the tool's arguments leave the company
/// @param schema the tool's input schema, for changing arguments; null where the tool is not there any more
/// @param mayDecide whether the caller may
/// @param whoDecides in words
/// @param candidates to whom the caller can give it, by name
/// @param last the last decisions on this tool for this agent
/// @param nearest decisions on calls of this tool with the nearest arguments
@Schema(name = "ApprovalFacts")
public record ApprovalFacts(
        Approval approval,
        String title,
        String description,
        String effect,
        boolean leaves,
        List<Argument> arguments,
        @Nullable JsonNode schema,
        boolean mayDecide,
        String whoDecides,
        List<String> candidates,
        List<PastDecision> last,
        List<PastDecision> nearest) {
    public ApprovalFacts {
        arguments = List.copyOf(arguments);
        candidates = List.copyOf(candidates);
        last = List.copyOf(last);
        nearest = List.copyOf(nearest);
    }

    /// One argument of the call.
    ///
    /// @param title from the tool's schema, else its name
    /// @param value what would be sent; null where the approver took it out
    /// @param before what the agent had asked for; null where nobody changed it
    /// @param sensitive whether it decides where something goes or how much
    /// @param vouched whether a person or a trusted source named the value
    @Schema(name = "ApprovalArgument")
    public record Argument(
            String name,
            String title,
            String description,
            @Nullable JsonNode value,
            @Nullable JsonNode before,
            boolean sensitive,
            boolean vouched) {}
}
