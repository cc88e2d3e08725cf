package io.tandem.hub.seal;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// Seals texts with AES-256-GCM under a key that HKDF-SHA256 makes of the hub's secret. A sealed text opens only for
/// what it was sealed about, so that nobody moves it to another row.
@Singleton
public class Sealing {
    private static final String MARK = "sealed:1:";
    private static final int SHORTEST = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final byte[] secret;
    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /// @throws IllegalStateException if the secret is missing or short
    @Inject
    public Sealing(SealSettings settings) {
        this(settings.secret());
    }

    public Sealing(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalStateException("TANDEM_HUB_SEAL_SECRET is missing or shorter than " + SHORTEST
                    + " characters: set it to a random text, and keep it, since stored credentials are sealed with it");
        }
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        try {
            this.key = KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters("sealing"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HKDF-SHA256", e);
        }
    }

    /// @param about what the text belongs to, such as `connector:crm`
    public String seal(String about, String text) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, about).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return MARK
                    + Base64.getEncoder()
                            .encodeToString(ByteBuffer.allocate(NONCE + sealed.length)
                                    .put(nonce)
                                    .put(sealed)
                                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES-GCM", e);
        }
    }

    /// @throws IllegalStateException if it was sealed with another secret, about something else, or was changed
    public String open(String about, String sealed) {
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed.substring(MARK.length()));
            byte[] text = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE), about)
                    .doFinal(bytes, NONCE, bytes.length - NONCE);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new CannotOpen(about, e);
        }
    }

    /// Whether a text was sealed.
    public static boolean isSealed(String text) {
        return text.startsWith(MARK);
    }

    /// A secret of its own for one purpose, the same each time.
    ///
    /// @return 43 characters of base64url
    public String derived(String purpose) {
        try {
            byte[] bytes = KDF.getInstance("HKDF-SHA256").deriveData(parameters(purpose));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HKDF-SHA256", e);
        }
    }

    private HKDFParameterSpec parameters(String purpose) {
        byte[] info = ("tandem hub " + purpose).getBytes(StandardCharsets.UTF_8);
        return HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, KEY_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce, String about) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
