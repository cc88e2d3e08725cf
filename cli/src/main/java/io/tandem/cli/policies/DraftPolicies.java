package io.tandem.cli.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes policies and cases of plain words; nothing is kept on the platform.
@Command(
        name = "draft",
        description = "Make policies and their cases of plain words; a model reads them, nothing is kept.")
final class DraftPolicies implements Callable<Integer> {
    private static final int LONGEST = 400;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    TeamOption team = new TeamOption();

    @Parameters(
            paramLabel = "WORDS",
            description = "What shall be forbidden, or asked, and when, such as \"No credit note above 100 EUR.\"")
    String words = "";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Where the policies go; the terminal if not given.")
    @Nullable
    Path file;

    @Option(names = "--cases", paramLabel = "FILE", description = "Where the cases go.")
    @Nullable
    Path cases;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Platform platform = options.platform("builder");
        JsonNode draft = platform.post(
                team.path() + "/rules/draft",
                JsonNodeFactory.instance.objectNode().put("words", words));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode rules = body.putArray("rules");
        draft.path("rules").forEach(shown -> rules.add(shown.path("rule")));
        JsonNode composed = platform.post(team.path() + "/rules/compose", body);
        PrintWriter out = spec.commandLine().getOut();
        boolean ready =
                composed.at("/report/ready").asBoolean() && draft.path("unmet").isEmpty();
        if (options.json()) {
            ObjectNode whole = ((ObjectNode) composed.deepCopy());
            out.println(JsonFile.text(whole.set("unmet", draft.path("unmet"))));
        } else {
            tell(out, draft);
        }
        if (!rules.isEmpty()) {
            write(out, composed);
        }
        return (ready ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private static void tell(PrintWriter out, JsonNode draft) {
        draft.path("rules")
                .forEach(shown ->
                        out.println("rule    " + Shown.line(shown.path("says").asText(), LONGEST)));
        draft.path("unmet")
                .forEach(one ->
                        out.println("no rule “" + Shown.line(one.path("words").asText(), LONGEST) + "” "
                                + Shown.line(one.path("why").asText(), LONGEST)));
    }

    private void write(PrintWriter out, JsonNode composed) {
        if (file != null) {
            write(file, composed.path("text").asText());
        } else if (!options.json()) {
            out.println();
            out.print(composed.path("text").asText());
        }
        if (cases != null) {
            write(cases, JsonFile.text(composed.path("cases")) + "\n");
        }
        if (!options.json()) {
            out.println("Nothing is in force by this. Read it, then: ./tandem policies propose -f FILE --cases FILE"
                    + " --note WHY");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "The file " + file + " cannot be written (" + e.getClass().getSimpleName() + ").",
                    e);
        }
    }
}
