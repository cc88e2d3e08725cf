package io.tandem.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A PDF that the ledger's key signed: a PDF signature (ISO 32000-2, section 12.8) over all bytes but its own, whose
/// content is a signed note. Readers of PDF show that there is a signature and do not know its kind.
public final class SignedPdf {
    /// The signature dictionary's SubFilter.
    public static final String SUB_FILTER = "tandem.ed25519.note";

    private static final String TEXT = "tandem-evidence-pdf\n";
    private static final Pattern RANGE =
            Pattern.compile("/ByteRange \\[\\s*(\\d{1,10}) (\\d{1,10}) (\\d{1,10}) (\\d{1,10})\\s*\\]");

    private SignedPdf() {}

    /// The signature over what a PDF's writer gives to be signed.
    public static byte[] sign(InputStream content, LedgerSigner signer) throws IOException {
        MessageDigest digest = MerkleHash.sha256();
        byte[] block = new byte[8192];
        for (int read = content.read(block); read >= 0; read = content.read(block)) {
            digest.update(block, 0, read);
        }
        return signer.sign(text(digest)).format().getBytes(StandardCharsets.UTF_8);
    }

    /// What is wrong with the signature of a PDF, in words; null where it holds for the whole file.
    public static @Nullable String fault(byte[] pdf, List<LedgerKey> keys) {
        Matcher range = RANGE.matcher(new String(pdf, StandardCharsets.ISO_8859_1));
        if (!range.find()) {
            return "The PDF is not signed.";
        }
        long first = Long.parseLong(range.group(2));
        long second = Long.parseLong(range.group(3));
        long length = Long.parseLong(range.group(4));
        boolean whole = range.group(1).equals("0")
                && first < second
                && second + length == pdf.length
                && pdf[(int) first] == '<'
                && pdf[(int) second - 1] == '>'
                && !range.find();
        if (!whole) {
            return "The PDF's signature does not cover the whole file.";
        }
        MessageDigest digest = MerkleHash.sha256();
        digest.update(pdf, 0, (int) first);
        digest.update(pdf, (int) second, (int) length);
        try {
            SignedNote note = SignedNote.parse(note(Arrays.copyOfRange(pdf, (int) first + 1, (int) second - 1)));
            return note.text().equals(text(digest)) && keys.stream().anyMatch(key -> key.signed(note))
                    ? null
                    : "The PDF is not as a known key signed it.";
        } catch (IllegalArgumentException e) {
            return "The PDF's signature cannot be read.";
        }
    }

    private static String text(MessageDigest digest) {
        return TEXT + HexFormat.of().formatHex(digest.digest()) + "\n";
    }

    /// The note in the hexadecimal string, which is filled up with zeros.
    private static String note(byte[] hex) {
        byte[] bytes = HexFormat.of().parseHex(new String(hex, StandardCharsets.US_ASCII));
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        for (int at = end; at < bytes.length; at++) {
            if (bytes[at] != 0) {
                throw new IllegalArgumentException("something follows the note");
            }
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
