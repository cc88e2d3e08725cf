package io.tandem.cli.audit;

import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The ledger as a file: JSON Lines that can be verified offline, CSV, or events for a SIEM.
@Command(name = "export", description = "Export records; JSON Lines can be verified with audit verify --file.")
final class ExportLedger implements Callable<Integer> {
    enum Format {
        JSONL,
        CSV,
        ECS
    }

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Mixin
    RecordOptions wanted = new RecordOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "jsonl (default), csv, or ecs: events of the Elastic Common Schema for a SIEM.")
    Format format = Format.JSONL;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Where to; standard output without it.")
    @Nullable
    Path file;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> parameters = wanted.parameters();
        parameters.put("format", format.name().toLowerCase(Locale.ROOT));
        try (InputStream records =
                options.platform("auditor").stream(Platform.query("/api/v1/audit/export", parameters))) {
            if (file == null) {
                records.transferTo(System.out);
                System.out.flush();
                return ExitCode.OK.number();
            }
            Path fresh = file.resolveSibling(file.getFileName() + ".part");
            long bytes = Files.copy(records, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            spec.commandLine()
                    .getOut()
                    .println(
                            options.json()
                                    ? JsonFile.text(Map.of("file", file.toString(), "bytes", bytes))
                                    : "Wrote " + bytes + " bytes to " + file + ".");
            return ExitCode.OK.number();
        } catch (IOException e) {
            throw Failure.failed(
                    "The export broke off (" + e.getClass().getSimpleName() + "): check that "
                            + (file == null ? "the output" : file) + " can be written, and repeat.",
                    e);
        }
    }
}
