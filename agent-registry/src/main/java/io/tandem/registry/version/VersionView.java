package io.tandem.registry.version;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord.State;
import io.tandem.registry.lifecycle.Lifecycle;
import io.tandem.registry.overlap.NearDuplicate;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A version as the API tells it.
///
/// @param next where it can go from here, by anybody
/// @param evaluation the newest result for this digest
/// @param definition only where one version is asked for
@Schema(name = "AgentVersion")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionView(
        String agent,
        int version,
        State state,
        @Nullable State suspendedFrom,
        String digest,
        String author,
        List<String> authors,
        Instant savedAt,
        @Nullable Instant activatedAt,
        List<State> next,
        @Nullable EvaluationView evaluation,
        List<MoveView> moves,
        @Nullable AgentDefinition definition) {

    /// @param against the version that answered the same cases, if there was one
    /// @param verdict BETTER, NO_WORSE, WORSE or NOT_ENOUGH_DATA
    /// @param sentence the result in words
    /// @param stale what has changed since, as sentences; with one of them it lets no version go live any more
    /// @param validUntil when it has to be made again in any case
    @Schema(name = "AgentVersionEvaluation")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EvaluationView(
            String id,
            boolean passed,
            int cases,
            int passedCases,
            String model,
            @Nullable String against,
            @Nullable String verdict,
            String sentence,
            List<String> stale,
            Instant validUntil,
            Instant at) {}

    /// @param nearDuplicates agents that were much like the version when it was submitted; the reason says why it was
    @Schema(name = "AgentVersionMove")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MoveView(
            @Nullable State from, State to, String by, String reason, Instant at, List<NearDuplicate> nearDuplicates) {}

    static VersionView of(VersionRow row, boolean whole, Freshness freshness) {
        return new VersionView(
                row.agent,
                row.number,
                row.state,
                row.suspendedFrom,
                row.digest,
                row.author,
                row.authorList(),
                row.savedAt,
                row.activatedAt,
                next(row),
                evaluation(row, ResultRow.newest(row), freshness),
                MoveRow.of(row.agent, row.number).stream()
                        .map(move -> new MoveView(
                                move.fromState, move.toState, move.movedBy, move.reason, move.at, move.alike()))
                        .toList(),
                whole ? row.readDefinition() : null);
    }

    private static List<State> next(VersionRow row) {
        State back = row.suspendedFrom;
        return row.state == State.SUSPENDED && back != null ? List.of(back) : Lifecycle.after(row.state);
    }

    private static @Nullable EvaluationView evaluation(
            VersionRow row, @Nullable ResultRow result, Freshness freshness) {
        if (result == null) {
            return null;
        }
        Freshness.Standing standing = freshness.of(row, result);
        return new EvaluationView(
                result.evaluationId,
                result.passed,
                result.cases,
                result.passedCases,
                result.model,
                result.against,
                result.verdict,
                result.told(),
                standing.stale(),
                standing.validUntil(),
                result.at);
    }
}
