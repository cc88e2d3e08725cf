package io.tandem.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/// Signs checkpoints and exports.
public final class LedgerSigner {
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey secret;
    private final LedgerKey key;

    public LedgerSigner(KeyPair keys) {
        this.secret = keys.getPrivate();
        this.key = LedgerKey.of(keys.getPublic().getEncoded());
    }

    /// A fresh pair of keys.
    public static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no Ed25519", e);
        }
    }

    public LedgerKey key() {
        return key;
    }

    /// @param text ends with a line feed
    public SignedNote sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            SignedNote unsigned = new SignedNote(text, LedgerKey.NAME, key.id(), "");
            signature.update(unsigned.signed());
            String made = Base64.getEncoder().encodeToString(signature.sign());
            return new SignedNote(text, LedgerKey.NAME, key.id(), made);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }
}
