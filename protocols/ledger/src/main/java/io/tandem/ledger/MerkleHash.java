package io.tandem.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// How a team's records become a Merkle tree: SHA-256 with the prefixes of RFC 6962, section 2.1.
///
/// The leaf of a record is taken over the 32 bytes of [LedgerRecord#hash()], which covers all that the record says. So
/// a tree can be computed from the hashes alone, also where payloads were erased.
public final class MerkleHash {
    /// Bytes of a hash.
    public static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleHash() {}

    /// The leaf of a record.
    ///
    /// @param recordHash [LedgerRecord#hash()], hex
    public static byte[] leaf(String recordHash) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return digest.digest(HexFormat.of().parseHex(recordHash));
    }

    /// The node above two others.
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    /// The root of a tree without leaves.
    static byte[] empty() {
        return sha256().digest(new byte[0]);
    }

    static byte[] of(String text) {
        return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
