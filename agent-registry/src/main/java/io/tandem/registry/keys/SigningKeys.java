package io.tandem.registry.keys;

import io.tandem.events.KeyRecord;
import io.tandem.events.Topic;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.problem.ProblemException;
import io.tandem.registry.publish.Publication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/// Registers keys and removes expired ones; each change is published with its transaction.
@ApplicationScoped
public class SigningKeys {
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final Pattern ID = Pattern.compile("[a-z]+-[A-Za-z0-9._-]{1,100}");
    private static final String CLIENT = "tandem-";

    private final Publication publication;

    @Inject
    public SigningKeys(Publication publication) {
        this.publication = publication;
    }

    /// Stores and publishes a key; the same key again changes nothing and is published again.
    ///
    /// @throws ProblemException for a key of another service, an unusable one, or an id that is taken
    @Transactional
    public void register(KeyRecord key, Caller service) {
        check(key, service);
        Instant now = Instant.now();
        SigningKey known = SigningKey.findById(key.keyId());
        if (known == null) {
            SigningKey.of(key, now).persist();
        } else if (!known.holds(key)) {
            throw new ProblemException(KeyProblem.KEY_KNOWN, "Key ids are used once; make a new one.");
        }
        publication.publish(Topic.REGISTRY_KEYS, key.keyId(), key);
        for (SigningKey expired : SigningKey.expired(now)) {
            publication.publish(Topic.REGISTRY_KEYS, expired.keyId, null);
            expired.delete();
        }
    }

    static void check(KeyRecord key, Caller service) {
        if (!(CLIENT + key.issuer()).equals(service.name())) {
            throw new ProblemException(KeyProblem.KEY_OF_ANOTHER, "The issuer must be " + own(service) + ".");
        }
        if (!key.keyId().startsWith(key.issuer() + "-")
                || !ID.matcher(key.keyId()).matches()) {
            throw invalid("keyId", "It begins with the issuer and a hyphen.");
        }
        Instant now = Instant.now();
        if (key.notAfter().isBefore(now) || key.notAfter().isAfter(now.plus(LONGEST))) {
            throw invalid("notAfter", "It lies within the next 90 days.");
        }
        try {
            byte[] encoded = Base64.getDecoder().decode(key.publicKey());
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw invalid("publicKey", "It is an Ed25519 key as X.509 SubjectPublicKeyInfo in base64.");
        }
    }

    private static String own(Caller service) {
        return service.name().startsWith(CLIENT) ? service.name().substring(CLIENT.length()) : "your own service";
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(KeyProblem.KEY_INVALID, detail, field, null);
    }
}
