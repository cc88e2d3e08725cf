package io.tandem.governance.seal;

import io.tandem.ledger.LedgerKey;
import io.tandem.ledger.LedgerSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// The key that signs the ledger, in a file outside the database; made at the first start.
///
/// Public keys lie beside it in `public-keys.pem`, one added for each new key, to be given to whoever verifies.
final class SigningKeyFile {
    private static final Logger LOG = Logger.getLogger(SigningKeyFile.class);
    private static final String PUBLIC = "public-keys.pem";
    private static final Pattern PARTS =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*"
                    + "-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    private SigningKeyFile() {}

    /// The key that signs now, and all that ever did.
    record Keys(LedgerSigner signer, List<LedgerKey> known) {
        Keys {
            known = List.copyOf(known);
        }
    }

    /// @throws IllegalStateException if the file is no key
    static Keys open(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            LedgerSigner signer = new LedgerSigner(read(file));
            return new Keys(signer, told(file.resolveSibling(PUBLIC), signer.key()));
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger's key " + file + " cannot be used", e);
        }
    }

    private static void make(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        KeyPair keys = LedgerSigner.newKeys();
        String text = "-----BEGIN PRIVATE KEY-----\n" + base64(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n"
                + LedgerKey.of(keys.getPublic().getEncoded()).pem();
        Path fresh = Files.createTempFile(folder, "key", ".new");
        try {
            if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(fresh, text);
            Files.createLink(file, fresh); // fails where another node was first
            LOG.infof("made the key %s, which signs the ledger: back it up", file);
        } catch (FileAlreadyExistsException e) {
            LOG.debugf(e, "another node made %s", file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static KeyPair read(Path file) throws IOException {
        Matcher parts = PARTS.matcher(Files.readString(file));
        if (!parts.matches()) {
            throw new IllegalStateException(file + " is no key of the ledger: put the right one back");
        }
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            return new KeyPair(
                    factory.generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(parts.group(2)))),
                    factory.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(parts.group(1)))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " is no key of the ledger: put the right one back", e);
        }
    }

    private static List<LedgerKey> told(Path file, LedgerKey key) throws IOException {
        if (!Files.exists(file) || !LedgerKey.readPem(Files.readString(file)).contains(key)) {
            Files.writeString(file, key.pem(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return LedgerKey.readPem(Files.readString(file));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
