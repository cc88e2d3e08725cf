package io.tandem.cli.erasures;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Erasures, newest first.
@Command(name = "list", description = "List erasures, newest first, and how far they are.")
final class ListErasures implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode page = options.platform("auditor").get("/api/v1/audit/erasures");
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(page));
        } else if (page.path("items").isEmpty()) {
            out.println("Nothing was erased or proposed: tandem audit erase preview shows what would go.");
        } else {
            page.path("items").forEach(erasure -> out.println(ErasureText.line(erasure)));
        }
        return ExitCode.OK.number();
    }
}
