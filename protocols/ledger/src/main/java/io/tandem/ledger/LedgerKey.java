package io.tandem.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The public half of a key that signs checkpoints and exports.
///
/// @param id as <https://c2sp.org/signed-note> makes it of the name and the key, eight hexadecimal digits
/// @param publicKey X.509 SubjectPublicKeyInfo, base64; Ed25519
public record LedgerKey(String id, String publicKey) {
    /// The name in notes.
    public static final String NAME = "tandem-ledger";

    private static final String ALGORITHM = "Ed25519";
    private static final byte NOTE_ED25519 = 1;
    private static final int RAW = 32;
    private static final int ENCODED = 44;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    /// @throws IllegalArgumentException if it is no Ed25519 key
    public static LedgerKey of(byte[] encoded) {
        LedgerKey key = new LedgerKey(idOf(encoded), Base64.getEncoder().encodeToString(encoded));
        key.decoded();
        return key;
    }

    /// All keys of a PEM file.
    ///
    /// @throws IllegalArgumentException if there is none, or one that is no Ed25519 key
    public static List<LedgerKey> readPem(String text) {
        List<LedgerKey> keys = new ArrayList<>();
        Matcher found = PEM.matcher(text);
        while (found.find()) {
            keys.add(of(Base64.getMimeDecoder().decode(found.group(1))));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no public key in PEM");
        }
        return keys;
    }

    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + publicKey + "\n-----END PUBLIC KEY-----\n";
    }

    /// The key as Go's `sumdb/note` and other readers of signed notes take it.
    public String noteKey() {
        byte[] typed = typed(Base64.getDecoder().decode(publicKey));
        return NAME + "+" + id + "+" + Base64.getEncoder().encodeToString(typed);
    }

    /// Whether this key signed the note.
    public boolean signed(SignedNote note) {
        if (!note.keyId().equals(id) || !note.keyName().equals(NAME)) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(decoded());
            signature.update(note.signed());
            return signature.verify(note.signatureBytes());
        } catch (GeneralSecurityException e) {
            return false; // no signature of this algorithm
        }
    }

    private PublicKey decoded() {
        try {
            byte[] encoded = Base64.getDecoder().decode(publicKey);
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no Ed25519 key", e);
        }
    }

    private static String idOf(byte[] encoded) {
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.writeBytes((NAME + "\n").getBytes(StandardCharsets.UTF_8));
        named.writeBytes(typed(encoded));
        return HexFormat.of().formatHex(MerkleHash.sha256().digest(named.toByteArray()), 0, 4);
    }

    private static byte[] typed(byte[] encoded) {
        if (encoded.length != ENCODED) {
            throw new IllegalArgumentException("no Ed25519 key");
        }
        byte[] raw = Arrays.copyOfRange(encoded, ENCODED - RAW - 1, ENCODED);
        raw[0] = NOTE_ED25519;
        return raw;
    }
}
