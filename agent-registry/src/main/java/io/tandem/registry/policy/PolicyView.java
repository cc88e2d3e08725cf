package io.tandem.registry.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.policy.PolicyCase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A revision as the API tells it.
///
/// @param text the team's own policies; only when one revision is asked for
/// @param cases only when one revision is asked for
/// @param next where it can go from here
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyView(
        String team,
        int number,
        PolicyState state,
        String hash,
        String note,
        String author,
        Instant createdAt,
        List<PolicyState> next,
        List<Moved> moves,
        @Nullable String text,
        @Nullable List<PolicyCase> cases) {
    /// Who, when, why.
    public record Moved(PolicyState from, PolicyState to, String by, String reason, Instant at) {}

    static PolicyView of(PolicyRevisionRow row, boolean whole) {
        return new PolicyView(
                row.team,
                row.number,
                row.state,
                row.hash,
                row.note,
                row.author,
                row.createdAt,
                row.state.next().stream().sorted().toList(),
                PolicyMoveRow.of(row.team, row.number).stream()
                        .map(move -> new Moved(move.fromState, move.toState, move.movedBy, move.reason, move.at))
                        .toList(),
                whole ? row.policies : null,
                whole ? Policies.cases(row) : null);
    }
}
