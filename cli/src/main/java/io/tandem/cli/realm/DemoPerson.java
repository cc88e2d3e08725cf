package io.tandem.cli.realm;

import java.util.List;

/// A demo person as `demo-users.json` lists them; outside checks read this shape.
public record DemoPerson(String username, String password, List<String> roles, List<String> teams) {
    public DemoPerson {
        roles = List.copyOf(roles);
        teams = List.copyOf(teams);
    }

    @Override
    public String toString() {
        return "DemoPerson[" + username + "]";
    }
}
