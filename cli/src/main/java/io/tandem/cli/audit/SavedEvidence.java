package io.tandem.cli.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.events.EventJson;
import io.tandem.ledger.LedgerKey;
import io.tandem.ledger.LedgerProblem;
import io.tandem.ledger.SignedPdf;
import io.tandem.ledger.TaskEvidence;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The evidence of one task that somebody saved, checked without a platform.
final class SavedEvidence {
    private static final String PDF = "%PDF-";
    private static final String JSON = "{\"evidence\":";

    private SavedEvidence() {}

    /// Whether the file begins like one.
    static boolean is(Path file) {
        String begin = begin(file);
        return begin.startsWith(PDF) || begin.startsWith(JSON);
    }

    /// @param known keys that are known from elsewhere; none: those in the evidence are believed, and a PDF has none
    static int verify(PrintWriter out, boolean json, Path file, List<LedgerKey> known) {
        boolean pdf = begin(file).startsWith(PDF);
        if (pdf && known.isEmpty()) {
            throw Failure.usage("A PDF is checked with the ledger's public keys: give them with --public-key.");
        }
        @Nullable String fault = pdf ? SignedPdf.fault(bytes(file), known) : fault(file, known);
        if (json) {
            ObjectNode told = JsonFile.MAPPER.createObjectNode().put("ok", fault == null);
            out.println(JsonFile.text(fault == null ? told : told.put("detail", fault)));
        } else {
            out.println(
                    fault == null
                            ? (pdf ? "The document" : "The evidence") + " is as the ledger's key signed it."
                            : "NOT whole: " + fault);
            if (known.isEmpty()) {
                out.println(
                        "The public key came with the file: give the platform's own with --public-key to be certain.");
            }
        }
        return (fault == null ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private static @Nullable String fault(Path file, List<LedgerKey> known) {
        try {
            TaskEvidence evidence = EventJson.read(bytes(file), TaskEvidence.class);
            List<LedgerProblem> problems = evidence.problems(known.isEmpty() ? evidence.keys() : known);
            return problems.isEmpty() ? null : sentence(problems.getFirst());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw Failure.failed("The file " + file + " cannot be read as evidence: save it again.", e);
        }
    }

    private static String sentence(LedgerProblem problem) {
        return problem.number() == 0
                ? problem.detail()
                : "record " + problem.number() + " of team " + problem.team() + ": " + problem.detail();
    }

    private static String begin(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(JSON.length()), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Failure unreadable(Path file, IOException cause) {
        return new Failure(
                ExitCode.USAGE,
                "The file " + file + " cannot be read (" + cause.getClass().getSimpleName() + ").",
                cause);
    }
}
