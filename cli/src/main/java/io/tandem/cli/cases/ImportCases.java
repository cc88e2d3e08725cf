package io.tandem.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Adds the cases of a file, all or none.
@Command(
        name = "import",
        description = {
            "Add the cases of a file to the draft, all or none.",
            "CSV has the columns id, input, contains, pattern, toolCalled, toolNotCalled, refused, critical;",
            "JSON is a list of cases as in a definition, or {\"cases\": [...]}."
        })
final class ImportCases implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "The agent.")
    String name = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "CSV or JSON; - reads standard input.")
    String file = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        String text = read();
        String bare = text.strip();
        boolean json = bare.startsWith("[") || bare.startsWith("{");
        String body = bare.startsWith("[") ? "{\"cases\":" + bare + "}" : text;
        JsonNode added = options.platform("builder")
                .post(
                        "/api/v1/agents/" + Platform.segment(name) + "/draft/cases",
                        body,
                        json ? "application/json" : "text/csv");
        tell(spec.commandLine().getOut(), options, name, added);
        return ExitCode.OK.number();
    }

    static void tell(PrintWriter out, PlatformOptions options, String name, JsonNode added) {
        if (options.json()) {
            out.println(JsonFile.text(added));
        } else {
            int number = added.path("added").size();
            out.println((number == 1 ? "One case is" : number + " cases are") + " added; the draft of " + name + " has "
                    + added.path("cases").asInt() + ". Submit it: ./tandem agents submit " + name);
        }
    }

    private String read() {
        try {
            return file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "The file " + file + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    e);
        }
    }
}
