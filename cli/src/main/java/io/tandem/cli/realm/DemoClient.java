package io.tandem.cli.realm;

import java.util.List;

/// A demo service client as `demo-clients.json` lists them.
public record DemoClient(String clientId, String clientSecret, List<String> roles, List<String> teams) {
    public DemoClient {
        roles = List.copyOf(roles);
        teams = List.copyOf(teams);
    }

    @Override
    public String toString() {
        return "DemoClient[" + clientId + "]";
    }
}
