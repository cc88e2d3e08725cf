package io.tandem.governance.node;

import io.tandem.governance.ledger.WholeLedger;
import io.tandem.ledger.LedgerKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What somebody knows who has the public keys beside a signing key, and no copies.
public record KnownKeys(List<LedgerKey> knownKeys) implements WholeLedger.Signatures {
    public static final KnownKeys NONE = new KnownKeys(List.of());

    public KnownKeys(Path signingKey) {
        this(read(signingKey.resolveSibling("public-keys.pem")));
    }

    @Override
    public List<String> kept() {
        return List.of();
    }

    private static List<LedgerKey> read(Path file) {
        try {
            return LedgerKey.readPem(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
