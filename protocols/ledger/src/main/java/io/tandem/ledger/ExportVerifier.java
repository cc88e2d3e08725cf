package io.tandem.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Verifies an exported ledger (JSON Lines) with the file and the ledger's public key alone.
///
/// The file's seal covers each of its bytes; the checkpoints in it cover the records, so that what was changed is named
/// by its record. That the export is not an old one shows only in comparison with a checkpoint that was kept elsewhere.
public final class ExportVerifier {
    private ExportVerifier() {}

    /// What an export is compared with.
    ///
    /// @param keys the ledger's public keys as they are known from elsewhere; none: those of the
    /// file are taken
    /// @param kept signed checkpoints that were kept elsewhere
    public record Trust(List<LedgerKey> keys, List<String> kept) {
        public Trust {
            keys = List.copyOf(keys);
            kept = List.copyOf(kept);
        }

        /// Nothing is known but the file.
        public static Trust none() {
            return new Trust(List.of(), List.of());
        }
    }

    /// Reads to the end.
    ///
    /// @throws NotAnExport if the file is none, is cut off, or has a line that cannot be read
    public static Verification verify(InputStream file, Trust trust) throws IOException, NotAnExport {
        Lines lines = new Lines(file);
        byte[] first = lines.next();
        if (first == null || !(parse(first, 1) instanceof ExportLine.Begin begin)) {
            throw new NotAnExport(1, "The first line is not the beginning of a ledger's export.");
        }
        boolean signed = begin.export().equals(ExportLine.FORMAT);
        if (!signed && !begin.export().equals(ExportLine.UNSIGNED)) {
            throw new NotAnExport(1, "This is an export of format " + begin.export() + ".");
        }
        Seals seals = signed ? seals(begin, trust) : null;
        ChainVerifier verifier = new ChainVerifier(
                begin.filters().isEmpty() ? ChainVerifier.Scope.WHOLE : ChainVerifier.Scope.PART,
                ChainVerifier.Payloads.GIVEN,
                seals);
        Last last = entries(lines, verifier);
        if (last.end().end() != verifier.records() || !last.end().head().equals(Verification.headOf(begin.heads()))) {
            throw new NotAnExport(
                    verifier.records() + 2,
                    "The last line tells " + last.end().end() + " records and another head; there are "
                            + verifier.records() + " records.");
        }
        Verification found = verifier.finish(begin.heads(), begin.at());
        if (seals == null) {
            return trust.keys().isEmpty() ? found : withFault(found, "An export of the first format is not signed.");
        }
        @Nullable String fault = fault(last, seals);
        return fault == null ? found : withFault(found, fault);
    }

    /// The checkpoints that are believed: those in the beginning and those kept elsewhere, if a known key signed them.
    private static Seals seals(ExportLine.Begin begin, Trust trust) throws NotAnExport {
        List<LedgerKey> keys = trust.keys().isEmpty() ? begin.keys() : trust.keys();
        Seals only = new Seals(keys, List.of(), List.of());
        List<Checkpoint> newest = begin.checkpoints().stream()
                .flatMap(note -> only.checkpoint(note).stream())
                .toList();
        List<Checkpoint> kept = new ArrayList<>(newest);
        for (String note : trust.kept()) {
            kept.add(only.checkpoint(note)
                    .orElseThrow(() -> new NotAnExport(0, "A kept checkpoint is not signed by a known key.")));
        }
        return new Seals(keys, newest, kept);
    }

    /// @param digest of all bytes before the last line, hex
    private record Last(ExportLine.End end, String digest) {}

    private static Last entries(Lines lines, ChainVerifier verifier) throws IOException, NotAnExport {
        @Nullable Last last = null;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            if (last != null) {
                throw new NotAnExport(lines.number(), "There is something after the end.");
            }
            switch (parse(line, lines.number())) {
                case ExportLine.Begin begin -> throw new NotAnExport(lines.number(), "A second export begins here.");
                case ExportLine.Entry entry -> accept(entry, verifier, lines.number());
                case ExportLine.End end -> {
                    if (!Arrays.equals(ExportLine.write(end), line)) {
                        throw new NotAnExport(lines.number(), "The last line is not as it was written.");
                    }
                    last = new Last(end, lines.digestBefore());
                }
            }
        }
        if (last == null) {
            throw new NotAnExport(lines.number(), "The file is cut off: its last line is missing.");
        }
        return last;
    }

    private static void accept(ExportLine.Entry entry, ChainVerifier verifier, long number) throws NotAnExport {
        String payload = entry.payload();
        try {
            verifier.accept(
                    entry.record(),
                    payload == null ? null : payload.getBytes(StandardCharsets.UTF_8),
                    entry.checkpoint());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new NotAnExport(number, "The record in this line cannot be read.", e);
        }
    }

    private static Verification withFault(Verification found, String fault) {
        List<LedgerProblem> problems = new ArrayList<>(found.problems());
        problems.add(new LedgerProblem(LedgerProblem.Kind.FILE_CHANGED, "", 0, null, fault));
        return new Verification(
                false,
                found.records(),
                problems.getFirst(),
                problems,
                found.problemCount() + 1,
                found.pendingGaps(),
                found.heads(),
                found.notes(),
                found.noteCount(),
                found.sealing());
    }

    private static @Nullable String fault(Last last, Seals seals) {
        ExportLine.End end = last.end();
        if (end.seal() == null || end.digest() == null) {
            return "The file is not signed.";
        }
        if (!end.digest().equals(last.digest())) {
            return "The file is not the one that was exported.";
        }
        try {
            SignedNote seal = SignedNote.parse(end.seal());
            return seal.text().equals(ExportLine.End.sealed(end.end(), end.head(), end.digest())) && seals.signed(seal)
                    ? null
                    : "The file is not signed by a known key.";
        } catch (IllegalArgumentException e) {
            return "The file's signature cannot be read.";
        }
    }

    private static ExportLine parse(byte[] line, long number) throws NotAnExport {
        try {
            return ExportLine.read(line);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new NotAnExport(number, "This line cannot be read.", e);
        }
    }

    /// Lines as bytes, each ended by a line feed and nothing else, and the digest of what was read.
    private static final class Lines {
        private static final int BLOCK = 1 << 16;

        private final InputStream file;
        private final MessageDigest digest = MerkleHash.sha256();
        private final byte[] block = new byte[BLOCK];
        private byte[] line = new byte[BLOCK];
        private byte @Nullable [] pending;
        private int at;
        private int filled;
        private long number;

        Lines(InputStream file) {
            this.file = file;
        }

        /// The next line without its line feed, null at the end.
        byte @Nullable [] next() throws IOException, NotAnExport {
            if (pending != null) {
                digest.update(pending);
                digest.update((byte) '\n');
            }
            int length = 0;
            while (true) {
                if (at == filled) {
                    filled = file.read(block);
                    at = 0;
                    if (filled <= 0) {
                        filled = 0;
                        pending = null;
                        if (length > 0) {
                            throw new NotAnExport(number + 1, "The file is cut off in this line.");
                        }
                        return null;
                    }
                }
                int end = at;
                while (end < filled && block[end] != '\n') {
                    end++;
                }
                if (length + end - at > line.length) {
                    line = Arrays.copyOf(line, Math.max(2 * line.length, length + end - at));
                }
                System.arraycopy(block, at, line, length, end - at);
                length += end - at;
                at = end;
                if (end < filled) {
                    at++;
                    number++;
                    byte[] read = Arrays.copyOf(line, length);
                    pending = read;
                    return read;
                }
            }
        }

        /// Of the line that was read last, from 1.
        long number() {
            return number;
        }

        /// Of all bytes before the line that was read last, hex.
        String digestBefore() {
            try {
                return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("every JDK's SHA-256 can be cloned", e);
            }
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

        /// Where, from 1; 0 where it is not the file's fault.
        public long line() {
            return line;
        }
    }
}
