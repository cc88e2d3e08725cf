package io.tandem.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.Platform;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import io.tandem.events.EventJson;
import io.tandem.ledger.LedgerProblem;
import io.tandem.ledger.TaskEvidence;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The evidence of one task: shown, checked, and saved as it is or as a signed PDF.
@Command(
        name = "evidence",
        description = {
            "Show what is on record about a task, and check the proof of each record.",
            "Ends with 1 when a proof does not hold. What is saved is checked again with audit verify --file."
        })
final class ShowEvidence implements Callable<Integer> {
    private static final int LINE = 300;

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Parameters(paramLabel = "TASK", description = "The task's id.")
    @SuppressWarnings("NullAway.Init")
    String task;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Save the evidence with all proofs (JSON).")
    @Nullable
    Path file;

    @Option(names = "--pdf", paramLabel = "FILE", description = "Save it as a signed PDF.")
    @Nullable
    Path pdf;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Platform platform = options.platform("auditor");
        String path = "/api/v1/audit/tasks/" + Platform.segment(task) + "/evidence";
        JsonNode told = platform.get(path);
        TaskEvidence evidence = EventJson.read(told, TaskEvidence.class);
        List<LedgerProblem> problems = evidence.problems(evidence.keys());
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(told));
        } else {
            for (TaskEvidence.Proved proved : evidence.records()) {
                out.println(proved.record().time() + "  " + Shown.line(proved.summary(), LINE));
            }
            out.println(
                    problems.isEmpty()
                            ? evidence.records().size() + " records, each proved by a signed checkpoint."
                            : problems.size() + " problems, the first: "
                                    + problems.getFirst().detail());
        }
        if (file != null) {
            save(out, file, platform.stream(path));
        }
        if (pdf != null) {
            save(out, pdf, platform.stream(path + ".pdf"));
        }
        return (problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private void save(PrintWriter out, Path to, InputStream body) {
        try (body) {
            long bytes = Files.copy(body, to, StandardCopyOption.REPLACE_EXISTING);
            if (!options.json()) {
                out.println("Wrote " + bytes + " bytes to " + to + ".");
            }
        } catch (IOException e) {
            throw Failure.failed("The file " + to + " cannot be written: check the folder, and repeat.", e);
        }
    }
}
