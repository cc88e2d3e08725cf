package io.tandem.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import io.tandem.ledger.ExportVerifier;
import io.tandem.ledger.LedgerProblem;
import io.tandem.ledger.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Whether anybody touched the ledger, or an export of it. Ends with 1 where something is wrong.
@Command(
        name = "verify",
        description = {
            "Verify the whole ledger, or an exported file, and name the first bad record.",
            "Ends with 1 when something was changed, removed, inserted or reordered, or is missing."
        })
final class VerifyLedger implements Callable<Integer> {
    private static final int LINE = 300;
    private static final String ERASE = "\r\u001b[2K";

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Option(names = "--file", paramLabel = "FILE", description = "An export as JSON Lines; no platform is needed.")
    @Nullable
    Path file;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode found = file == null ? online() : offline(file);
        boolean ok = found.path("ok").asBoolean();
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonFile.text(found));
        } else if (ok) {
            out.println("The ledger is whole: " + found.path("records").asText() + " records verified, head "
                    + found.path("head").asText() + ".");
        } else {
            out.println("The ledger is NOT whole: " + found.path("problemCount").asText() + " problems in "
                    + found.path("records").asText() + " records. The first bad record:");
            tell(out, found.path("firstBad"));
        }
        return (ok ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private static void tell(PrintWriter out, JsonNode problem) {
        out.println("  team " + problem.path("team").asText() + ", record "
                + problem.path("number").asText() + ": "
                + problem.path("kind").asText() + ", "
                + Shown.line(problem.path("detail").asText(), LINE)
                + (problem.hasNonNull("eventId")
                        ? " (event " + problem.path("eventId").asText() + ")"
                        : ""));
    }

    private JsonNode online() {
        boolean watched =
                !options.json() && System.console() != null && System.console().isTerminal();
        PrintWriter err = spec.commandLine().getErr();
        VerificationEvents events = new VerificationEvents(step -> {
            if (watched) {
                err.print(step.isEmpty() ? ERASE : ERASE + step);
                err.flush();
            }
        });
        try (InputStream body = options.platform("auditor").events("/api/v1/audit/verify")) {
            return events.verdict(body);
        } catch (IOException e) {
            throw Failure.failed("The verification broke off: see ./tandem status, and repeat it.", e);
        }
    }

    private static JsonNode offline(Path export) {
        try (BufferedReader lines = Files.newBufferedReader(export)) {
            return tree(ExportVerifier.verify(lines));
        } catch (ExportVerifier.NotAnExport e) {
            throw Failure.failed(
                    "Line " + e.line() + " of " + export + ": " + e.getMessage()
                            + " Export it again with ./tandem audit export -f FILE.",
                    e);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "The file " + export + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    e);
        }
    }

    /// In the words of `/api/v1/audit/verify`.
    private static JsonNode tree(Verification found) {
        ObjectNode tree = JsonFile.MAPPER
                .createObjectNode()
                .put("ok", found.ok())
                .put("records", found.records())
                .put("problemCount", found.problemCount())
                .put("head", found.head());
        LedgerProblem bad = found.firstBad();
        if (bad != null) {
            tree.putObject("firstBad")
                    .put("kind", bad.kind().name())
                    .put("team", bad.team())
                    .put("number", bad.number())
                    .put("eventId", bad.eventId())
                    .put("detail", bad.detail());
        }
        return tree;
    }
}
