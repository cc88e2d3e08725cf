package io.tandem.hub.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.events.Provenance;
import io.tandem.hub.approval.Asking;
import io.tandem.hub.approval.Binding;
import io.tandem.hub.approval.ChainLink;
import io.tandem.kit.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the runtime asks: to decide on a call, or to make it. The body of both internal paths.
///
/// @param seq the journal entry of the intent; in a decision, the one that an approval would have
/// @param key `taskId:seq`, only in a call
/// @param deadline when the runtime stops waiting, only in a call
/// @param approvalSeq the journal entry that asked for the approval
/// @param chain the tasks from the person's own to this one, outermost first; only in a decision
/// @param provenance where the call comes from; the worst is assumed where it is not said
/// @param left of the task's budget, in hundredths of its currency; nothing where it is not said
/// @param plan what a person has agreed to, as `connector/tool`; null without a plan
/// @param replay whether the task repeats another one from its record
public record ToolRequest(
        @Nullable String taskId,
        @Nullable Long seq,
        @Nullable String key,
        @Nullable Instant deadline,
        @Nullable String agent,
        @Nullable String version,
        @Nullable String team,
        @Nullable String onBehalfOf,
        @Nullable List<String> actors,
        @Nullable List<ChainLink> chain,
        @Nullable String tool,
        @Nullable JsonNode arguments,
        @Nullable String approvalId,
        @Nullable Long approvalSeq,
        @Nullable Provenance provenance,
        @Nullable Long left,
        @Nullable List<String> plan,
        @Nullable Boolean replay) {

    Wanted wanted() {
        String name = given("tool", tool);
        int slash = name.indexOf('/');
        if (slash < 1 || slash == name.length() - 1) {
            throw ProblemException.invalid("tool", "It is written connector/tool.");
        }
        JsonNode told = arguments == null || arguments.isNull() ? JsonNodeFactory.instance.objectNode() : arguments;
        return new Wanted(
                given("taskId", taskId),
                given("seq", seq),
                new Asking.Asker(
                        given("team", team),
                        given("agent", agent),
                        given("version", version),
                        given("onBehalfOf", onBehalfOf),
                        actors == null ? List.of() : actors,
                        chain == null ? List.of() : chain),
                name.substring(0, slash),
                name.substring(slash + 1),
                told,
                provenance,
                left == null ? 0 : left,
                plan,
                Boolean.TRUE.equals(replay));
    }

    /// A complete request.
    record Wanted(
            String taskId,
            long seq,
            Asking.Asker who,
            String connector,
            String tool,
            JsonNode arguments,
            @Nullable Provenance provenance,
            long left,
            @Nullable List<String> plan,
            boolean replay) {
        String fullName() {
            return connector + "/" + tool;
        }

        Binding binding(long boundSeq) {
            return new Binding(taskId, boundSeq, fullName(), arguments);
        }

        String idempotencyKey() {
            return taskId + ":" + seq;
        }
    }

    static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw ProblemException.invalid(field, "This field is required.");
        }
        return value;
    }
}
