package io.tandem.cli.agents;

import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Platform;
import java.util.OptionalInt;

/// `NAME` or `NAME@VERSION` as people type it.
public record VersionName(String agent, OptionalInt number) {
    private static final String FORM = "[a-z][a-z0-9-]{1,62}";

    /// @throws Failure about the usage
    public static VersionName parse(String text) {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        String version = at < 0 ? "" : text.substring(at + 1);
        if (!name.matches(FORM) || (at >= 0 && !version.matches("[1-9][0-9]{0,8}"))) {
            throw Failure.usage("\"" + text + "\" names no agent: write NAME or NAME@VERSION, such as shop-analyst@2.");
        }
        return new VersionName(
                name, version.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(version)));
    }

    /// The version, which must have been given.
    public int required() {
        return number.orElseThrow(() -> Failure.usage("Say which version of " + agent + ", such as " + agent
                + "@1; ./tandem agents get " + agent + " lists them."));
    }

    public String agentPath() {
        return "/api/v1/agents/" + Platform.segment(agent);
    }

    /// The path of the version, which must have been given.
    public String versionPath() {
        return agentPath() + "/versions/" + required();
    }

    @Override
    public String toString() {
        return number.isPresent() ? agent + "@" + number.getAsInt() : agent;
    }
}
