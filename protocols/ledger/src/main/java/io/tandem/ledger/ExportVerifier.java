package io.tandem.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Verifies an exported ledger (JSON Lines) with nothing but the file.
///
/// An export shows that it is whole by itself; that its heads are the platform's is shown by comparing
/// [Verification#head()] with a head that somebody kept.
public final class ExportVerifier {
    private ExportVerifier() {}

    /// Reads to the end.
    ///
    /// @throws NotAnExport if the file is none, is cut off, or has a line that cannot be read
    public static Verification verify(BufferedReader file) throws IOException, NotAnExport {
        String first = file.readLine();
        if (first == null || !(parse(first, 1) instanceof ExportLine.Begin begin)) {
            throw new NotAnExport(1, "The first line is not the beginning of a ledger's export.");
        }
        if (!begin.export().equals(ExportLine.FORMAT)) {
            throw new NotAnExport(1, "This is an export of format " + begin.export() + ".");
        }
        ChainVerifier verifier = new ChainVerifier(
                begin.filters().isEmpty() ? ChainVerifier.Scope.WHOLE : ChainVerifier.Scope.PART,
                ChainVerifier.Payloads.GIVEN);
        ExportLine.End end = entries(file, verifier);
        List<ChainHead> heads = begin.heads();
        if (end.end() != verifier.records() || !end.head().equals(Verification.headOf(heads))) {
            throw new NotAnExport(
                    verifier.records() + 2,
                    "The last line tells " + end.end() + " records, there are " + verifier.records() + ".");
        }
        return verifier.finish(heads, begin.at());
    }

    private static ExportLine.End entries(BufferedReader file, ChainVerifier verifier) throws IOException, NotAnExport {
        ExportLine.@Nullable End end = null;
        long number = 1;
        for (String line = file.readLine(); line != null; line = file.readLine()) {
            number++;
            if (end != null) {
                throw new NotAnExport(number, "There is something after the end.");
            }
            switch (parse(line, number)) {
                case ExportLine.Begin begin -> throw new NotAnExport(number, "A second export begins here.");
                case ExportLine.Entry entry ->
                    verifier.accept(
                            entry.record(),
                            entry.payload() == null ? null : entry.payload().getBytes(StandardCharsets.UTF_8));
                case ExportLine.End last -> end = last;
            }
        }
        if (end == null) {
            throw new NotAnExport(number, "The file is cut off: its last line is missing.");
        }
        return end;
    }

    private static ExportLine parse(String line, long number) throws NotAnExport {
        try {
            return ExportLine.read(line);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new NotAnExport(number, "This line cannot be read.", e);
        }
    }

    /// A file that is no whole export.
    public static final class NotAnExport extends Exception {
        private static final long serialVersionUID = 1L;

        private final long line;

        NotAnExport(long line, String detail) {
            super(detail);
            this.line = line;
        }

        NotAnExport(long line, String detail, Throwable cause) {
            super(detail, cause);
            this.line = line;
        }

        /// Where, from 1.
        public long line() {
            return line;
        }
    }
}
