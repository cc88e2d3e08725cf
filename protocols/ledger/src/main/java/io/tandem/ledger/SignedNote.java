package io.tandem.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A text with one signature in the format of <https://c2sp.org/signed-note>: the text, an empty line, and
/// `— NAME BASE64` where the base64 is the key's id and the signature.
///
/// @param text ends with a line feed; it is what was signed
/// @param keyId eight hexadecimal digits
public record SignedNote(String text, String keyName, String keyId, String signature) {
    private static final String DASH = "\u2014 ";
    private static final int KEY_ID = 4;

    /// @throws IllegalArgumentException if it is no such note
    public static SignedNote parse(String note) {
        int split = note.lastIndexOf("\n\n");
        String line = split < 0 ? "" : note.substring(split + 2);
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0 || line.indexOf('\n') != line.length() - 1) {
            throw new IllegalArgumentException("no signed note");
        }
        String blob = line.substring(space + 1, line.length() - 1);
        byte[] bytes = Base64.getDecoder().decode(blob);
        if (bytes.length <= KEY_ID || !Base64.getEncoder().encodeToString(bytes).equals(blob)) {
            throw new IllegalArgumentException("no signature of a signed note");
        }
        return new SignedNote(
                note.substring(0, split + 1),
                line.substring(DASH.length(), space),
                HexFormat.of().formatHex(bytes, 0, KEY_ID),
                Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, KEY_ID, bytes.length)));
    }

    /// The whole note.
    public String format() {
        byte[] id = HexFormat.of().parseHex(keyId);
        byte[] made = signatureBytes();
        byte[] blob = Arrays.copyOf(id, id.length + made.length);
        System.arraycopy(made, 0, blob, id.length, made.length);
        return text + "\n" + DASH + keyName + " " + Base64.getEncoder().encodeToString(blob) + "\n";
    }

    byte[] signatureBytes() {
        return Base64.getDecoder().decode(signature);
    }

    byte[] signed() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
