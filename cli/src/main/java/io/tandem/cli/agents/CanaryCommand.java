package io.tandem.cli.agents;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import io.tandem.cli.terminal.Table;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The commands about a version that answers a share of the calls beside the active one.
@Command(
        name = "canary",
        description = "Let a version answer a share of the conversations, and watch it.",
        mixinStandardHelpOptions = true,
        subcommands = {StartCanary.class, CanaryCommand.Status.class, EndCanary.Stop.class, EndCanary.Promote.class})
final class CanaryCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do, for example: tandem agents canary status NAME");
    }

    @Command(name = "status", description = "Show how an agent's canary does beside the active version.")
    static final class Status implements Callable<Integer> {
        private static final int LINE = 300;

        @Mixin
        PlatformOptions options = new PlatformOptions();

        @Parameters(paramLabel = "NAME", description = "The agent.")
        String name = "";

        @Spec
        @SuppressWarnings("NullAway.Init")
        CommandSpec spec;

        @Override
        public Integer call() {
            String agent = VersionName.parse(name).agent();
            JsonNode canary = options.platform("operator")
                    .get(Platform.query("/api/v1/canaries", Map.of("agent", agent)))
                    .path("items")
                    .path(0);
            PrintWriter out = spec.commandLine().getOut();
            if (options.json()) {
                out.println(canary.isMissingNode() ? "{}" : JsonFile.text(canary));
            } else if (canary.isMissingNode()) {
                out.println(agent + " has had no canary: start one with ./tandem agents canary start " + agent
                        + "@VERSION --reason TEXT.");
            } else {
                tell(out, canary);
            }
            return ExitCode.OK.number();
        }

        private static void tell(PrintWriter out, JsonNode canary) {
            out.printf(
                    "%s@%s %s %d %% of the conversations beside version %s, since %s.%n",
                    canary.path("agent").asText(),
                    canary.path("version").asText(),
                    canary.has("endedAt") ? "answered" : "answers",
                    canary.path("share").asInt(),
                    canary.path("baseline").asText(),
                    canary.path("since").asText());
            out.println(Shown.line(canary.path("sentence").asText(), LINE));
            if (canary.has("endedAt")) {
                out.println("It ended at " + canary.path("endedAt").asText() + ".");
            } else if (canary.path("decision").asText().equals("READY")
                    && !canary.path("automatic").asBoolean()) {
                out.println("Make it active with ./tandem agents canary promote "
                        + canary.path("agent").asText() + " --reason TEXT.");
            }
            Table table = new Table("VERSION", "RUNS", "WENT WELL", "95 %", "HALF WITHIN", "COST A RUN");
            for (JsonNode side : canary.path("sides")) {
                JsonNode well = side.path("well");
                JsonNode cost = side.path("cost");
                table.row(
                        side.path("version").asText(),
                        well.path("of").asText(),
                        well.path("passed").asText(),
                        String.format(
                                Locale.ROOT,
                                "%.0f to %.0f %%",
                                100 * well.path("low").asDouble(),
                                100 * well.path("high").asDouble()),
                        String.format(
                                Locale.ROOT, "%.1f s", side.path("seconds").asDouble()),
                        cost.isMissingNode()
                                ? "none"
                                : cost.path("amount").asText() + " "
                                        + cost.path("currency").asText());
            }
            if (!table.isEmpty()) {
                table.print(out);
            }
        }
    }
}
