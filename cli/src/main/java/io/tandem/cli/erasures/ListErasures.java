package io.tandem.cli.erasures;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Erasures, newest first.
@Command(name = "list", description = "List erasures, newest first, and how far they are.")
final class ListErasures implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Option(names = "--page-token", paramLabel = "TOKEN", description = "Goes on after a page, as that page told.")
    @Nullable
    String pageToken;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode page = options.platform("auditor")
                .get(
                        pageToken == null
                                ? "/api/v1/audit/erasures"
                                : Platform.query("/api/v1/audit/erasures", Map.of("pageToken", pageToken)));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(page));
        } else if (page.path("items").isEmpty()) {
            out.println("Nothing was erased or proposed: tandem audit erase preview shows what would go.");
        } else {
            page.path("items").forEach(erasure -> out.println(ErasureText.line(erasure)));
            if (!page.path("nextPageToken").asText("").isEmpty()) {
                out.println("These are the newest; --page-token "
                        + page.path("nextPageToken").asText() + " lists more.");
            }
        }
        return ExitCode.OK.number();
    }
}
