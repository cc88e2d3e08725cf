package io.tandem.kit.pass;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jboss.logging.Logger;
import org.jose4j.jca.ProviderContext;
import org.jspecify.annotations.Nullable;

/// Who computes the signatures of passes: a provider on the class path that does Ed25519 natively, else the JDK, which
/// takes over ten times as long (docs/decisions/0004). Keys are always the JDK's. Only passes use it; nothing else in
/// the process changes hands.
final class Ed25519 {
    static final String ALGORITHM = "Ed25519";

    private static final Logger LOG = Logger.getLogger(Ed25519.class);
    private static final @Nullable Provider NATIVE = find().orElse(null);

    private Ed25519() {}

    static ProviderContext context() {
        ProviderContext context = new ProviderContext();
        if (NATIVE != null) {
            context.getSuppliedKeyProviderContext().setSignatureProvider(NATIVE.getName());
        }
        return context;
    }

    static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no Ed25519", e);
        }
    }

    private static Optional<Provider> find() {
        return ServiceLoader.load(Provider.class).stream()
                .filter(found -> !found.type().getModule().isNamed())
                .map(ServiceLoader.Provider::get)
                .filter(Ed25519::works)
                .findFirst();
    }

    /// Signs and verifies once, since a native library may be missing for this platform. The provider goes to the end
    /// of the JDK's list, where it can be named but is not preferred.
    private static boolean works(Provider provider) {
        if (provider.getService("Signature", ALGORITHM) == null) {
            return false;
        }
        try {
            KeyPair keys = newKeys();
            byte[] message = {1, 2, 3};
            Signature signer = Signature.getInstance(ALGORITHM, provider);
            signer.initSign(keys.getPrivate());
            signer.update(message);
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(keys.getPublic());
            verifier.update(message);
            if (!verifier.verify(signer.sign())) {
                return false;
            }
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            LOG.debugf(e, "%s does not work here; the JDK signs passes", provider.getName());
            return false;
        }
        Security.addProvider(provider);
        return true;
    }
}
