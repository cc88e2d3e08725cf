package io.tandem.kit.pass;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Who acts for whom, in which request, until when.
///
/// @param issuer the service that signed it, such as `gateway`
/// @param caller on whose behalf: `person:NAME` or `service:CLIENT`
/// @param teams the caller's teams
/// @param roles the caller's realm roles
/// @param audience the agent it is for, by name
/// @param request digest of the request that it is for, as its binding computes it
/// @param actors who acts between the caller and the audience, outermost first: agents as `agent:NAME@VERSION`
/// @param id unique; names this pass in records
public record Pass(
        String issuer,
        String caller,
        Set<String> teams,
        Set<String> roles,
        String audience,
        String request,
        List<String> actors,
        String id,
        Instant expires) {

    public Pass {
        teams = Set.copyOf(teams);
        roles = Set.copyOf(roles);
        actors = List.copyOf(actors);
    }

    /// Who is asking right now: the last actor, or the caller where nobody acts between.
    public String actor() {
        return actors.isEmpty() ? caller : actors.getLast();
    }
}
