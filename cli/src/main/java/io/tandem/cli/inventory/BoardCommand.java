package io.tandem.cli.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.platform.ReasonOption;
import io.tandem.cli.terminal.Table;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What needs a hand.
@Command(
        name = "board",
        description = "Agents that need a hand, each with one action.",
        mixinStandardHelpOptions = true,
        subcommands = {BoardCommand.Show.class, BoardCommand.Act.class, BoardCommand.Owners.class})
public final class BoardCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: tandem board list");
    }

    private static void tell(JsonNode board, PlatformOptions options, PrintWriter out) {
        if (options.json()) {
            out.println(JsonFile.text(board));
            return;
        }
        Table table = new Table("COLUMN", "AGENT", "ACTION", "WHY");
        for (JsonNode card : board.path("items")) {
            table.row(
                    card.path("kind").asText(),
                    card.path("agent").asText(),
                    card.path("action").asText(),
                    card.path("says").asText());
        }
        if (table.isEmpty()) {
            out.println("Nothing needs a hand.");
        } else {
            table.print(out);
        }
    }

    /// The cards.
    @Command(name = "list", description = "Show the board.")
    static final class Show implements Callable<Integer> {
        @Mixin
        PlatformOptions options = new PlatformOptions();

        @Spec
        @SuppressWarnings("NullAway.Init")
        CommandSpec spec;

        @Override
        public Integer call() {
            tell(
                    options.platform("operator").get("/api/v1/board"),
                    options,
                    spec.commandLine().getOut());
            return ExitCode.OK.number();
        }
    }

    /// The action of one card.
    @Command(name = "act", description = "Take the action of a card.")
    static final class Act implements Callable<Integer> {
        @Mixin
        PlatformOptions options = new PlatformOptions();

        @Parameters(index = "0", paramLabel = "COLUMN", description = "Such as dormant.")
        String column = "";

        @Parameters(index = "1", paramLabel = "NAME", description = "The agent.")
        String agent = "";

        @Option(names = "--other", paramLabel = "NAME", description = "The other agent, of a duplicate.")
        String other = "";

        @Mixin
        ReasonOption reason = new ReasonOption();

        @Spec
        @SuppressWarnings("NullAway.Init")
        CommandSpec spec;

        @Override
        public Integer call() {
            Map<String, String> body = new LinkedHashMap<>(
                    Map.of("kind", column.toUpperCase(Locale.ROOT), "agent", agent, "reason", reason.text()));
            if (!other.isBlank()) {
                body.put("other", other);
            }
            tell(
                    options.platform("operator").post("/api/v1/board", body),
                    options,
                    spec.commandLine().getOut());
            return ExitCode.OK.number();
        }
    }

    /// The look at all owners, now.
    @Command(name = "owners", description = "Look all owners up now, and do what is due where one has left.")
    static final class Owners implements Callable<Integer> {
        @Mixin
        PlatformOptions options = new PlatformOptions();

        @Spec
        @SuppressWarnings("NullAway.Init")
        CommandSpec spec;

        @Override
        public Integer call() {
            JsonNode steps = options.platform("admin").post("/api/v1/board/owners", Map.of());
            PrintWriter out = spec.commandLine().getOut();
            if (options.json()) {
                out.println(JsonFile.text(steps));
            } else if (steps.path("items").isEmpty()) {
                out.println("Every owner is there, or what is due was done before.");
            } else {
                steps.path("items")
                        .forEach(step -> out.println(step.path("agent").asText() + ": "
                                + step.path("says").asText()));
            }
            return ExitCode.OK.number();
        }
    }
}
