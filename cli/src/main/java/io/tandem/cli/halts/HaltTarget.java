package io.tandem.cli.halts;

import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/// What is to be halted.
final class HaltTarget {
    enum Scope {
        agent,
        tool,
        connector,
        team,
        all
    }

    private static final String EVERYTHING = "platform";

    @Parameters(index = "0", paramLabel = "SCOPE", description = "agent, tool, connector, team or all.")
    Scope scope = Scope.agent;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TARGET",
            description = "Its name, for a tool connector/tool; left out for all.")
    @Nullable
    String target;

    /// The name that is meant.
    String name() {
        if (scope == Scope.all) {
            return EVERYTHING;
        }
        if (target == null) {
            throw Failure.usage("Name the " + scope + ".");
        }
        return target;
    }

    String says() {
        return scope == Scope.all ? "everything" : scope + " " + name();
    }

    /// Whether more than one thing stops, so that its name is asked for again.
    boolean isWide() {
        return scope == Scope.team || scope == Scope.all;
    }

    /// Who halts this among the demo people.
    String person() {
        return scope == Scope.agent ? "operator" : "admin";
    }

    String query(String path) {
        return Platform.query(path, parameters());
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("scope", scope.name());
        parameters.put("target", name());
        return parameters;
    }
}
