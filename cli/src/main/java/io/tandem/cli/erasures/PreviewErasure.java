package io.tandem.cli.erasures;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What an erasure would take; nothing happens.
@Command(name = "preview", description = "Show what an erasure would take and leave.")
final class PreviewErasure implements Callable<Integer> {
    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    ErasureTerms terms = new ErasureTerms();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode preview =
                options.platform("auditor").get(Platform.query("/api/v1/audit/erasures/preview", terms.parameters()));
        if (options.json()) {
            spec.commandLine().getOut().println(JsonFile.text(preview));
        } else {
            ErasureText.preview(spec.commandLine().getOut(), preview);
        }
        return ExitCode.OK.number();
    }
}
