package io.tandem.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.platform.PlatformOptions;
import io.tandem.cli.terminal.Shown;
import io.tandem.events.EventJson;
import io.tandem.ledger.ExportVerifier;
import io.tandem.ledger.LedgerKey;
import io.tandem.ledger.Verification;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
            "Ends with 1 when something was changed, removed, inserted, reordered, rolled back or is missing."
        })
final class VerifyLedger implements Callable<Integer> {
    private static final int LINE = 300;
    private static final String ERASE = "\r\u001b[2K";

    @Mixin
    PlatformOptions options = new PlatformOptions();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "An export as JSON Lines, or the evidence of a task (JSON or PDF); no platform is needed.")
    @Nullable
    Path file;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "With --file: the ledger's public keys (PEM) as you got them elsewhere, such as "
                    + "ledger/public-keys.pem of the Tandem home. Without it the keys in the file are believed.")
    @Nullable
    Path publicKey;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "With --file: a signed checkpoint that you kept; the export must go on from it. "
                    + "May be given several times.")
    List<Path> checkpoints = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        if (file == null && (publicKey != null || !checkpoints.isEmpty())) {
            throw Failure.usage("--public-key and --checkpoint go with --file: the platform knows its own.");
        }
        if (file != null && SavedEvidence.is(file)) {
            return SavedEvidence.verify(spec.commandLine().getOut(), options.json(), file, trust().keys());
        }
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
        if (!options.json()) {
            Seen.tell(out, found, file != null, publicKey != null);
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

    private JsonNode offline(Path export) {
        ExportVerifier.Trust trust = trust();
        try (InputStream lines = new BufferedInputStream(Files.newInputStream(export))) {
            return tree(ExportVerifier.verify(lines, trust));
        } catch (ExportVerifier.NotAnExport e) {
            throw Failure.failed(
                    (e.line() == 0 ? "" : "Line " + e.line() + " of " + export + ": ") + e.getMessage()
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
        ObjectNode tree = (ObjectNode) EventJson.toTree(found);
        return tree.put("head", found.head());
    }

    private ExportVerifier.Trust trust() {
        List<LedgerKey> keys = List.of();
        if (publicKey != null) {
            try {
                keys = LedgerKey.readPem(text(publicKey));
            } catch (IllegalArgumentException e) {
                throw new Failure(ExitCode.USAGE, "The file " + publicKey + " holds no Ed25519 public key in PEM.", e);
            }
        }
        return new ExportVerifier.Trust(
                keys, checkpoints.stream().map(VerifyLedger::text).toList());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "The file " + file + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    e);
        }
    }
}
