package io.tandem.hub.access;

import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.CommonProblem;
import io.tandem.kit.problem.ProblemException;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/// What a signed-in caller may do by their roles and teams.
public record Rights(Caller caller) {
    private static final String ADMIN = "admin";
    private static final Set<String> OVERSEERS = Set.of(ADMIN, "operator", "auditor");

    /// The caller's id, if they are an administrator.
    ///
    /// @throws ProblemException FORBIDDEN
    public String administrator() {
        if (!caller.roles().contains(ADMIN)) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "An administrator does this.");
        }
        return caller.id();
    }

    public boolean isAdministrator() {
        return caller.roles().contains(ADMIN);
    }

    /// Whether the caller sees tools that none of their teams holds.
    public boolean oversees() {
        return caller.roles().stream().anyMatch(OVERSEERS::contains);
    }

    public boolean inAny(Collection<String> teams) {
        return !Collections.disjoint(caller.teams(), teams);
    }

    public boolean is(String role) {
        return caller.roles().contains(role);
    }
}
