package io.tandem.kit.pass;

import io.tandem.events.KeyRecord;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// Checks passes against registered keys. Everything that is not plainly right is refused.
public final class PassVerifier {
    static final String TYPE = "tandem-pass+jwt";

    private static final AlgorithmConstraints ONLY_EDDSA =
            new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA);

    private static final ProviderContext PROVIDERS = Ed25519.context();

    private final Function<String, Optional<KeyRecord>> keys;
    private final Clock clock;
    private final Map<String, PublicKey> parsed = new ConcurrentHashMap<>();

    /// @param keys registered keys by id, usually the view of `registry.keys`
    public PassVerifier(Function<String, Optional<KeyRecord>> keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// @param audience the agent that the request names
    /// @param body the request's bytes as they arrived
    /// @throws PassRefusal if signature, key, type, audience, body or time does not hold
    public Pass verify(@Nullable String compact, String audience, byte[] body) throws PassRefusal {
        if (compact == null) {
            throw new PassRefusal("no pass");
        }
        Pass pass = read(compact);
        if (!pass.audience().equals(audience)) {
            throw new PassRefusal("pass is for " + pass.audience() + ", not for " + audience);
        }
        if (!pass.bodyHash().equals(PassSigner.hash(body))) {
            throw new PassRefusal("pass is for another body");
        }
        if (!clock.instant().isBefore(pass.expires())) {
            throw new PassRefusal("pass expired at " + pass.expires());
        }
        return pass;
    }

    private Pass read(String compact) throws PassRefusal {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(ONLY_EDDSA);
            signature.setProviderContext(PROVIDERS);
            signature.setCompactSerialization(compact);
            if (!TYPE.equals(signature.getHeader("typ"))) {
                throw new PassRefusal("not a pass by its type");
            }
            KeyRecord key = registered(signature.getKeyIdHeaderValue());
            signature.setKey(publicKey(key));
            if (!signature.verifySignature()) {
                throw new PassRefusal("signature does not hold");
            }
            return pass(JwtClaims.parse(signature.getPayload()), key);
        } catch (JoseException | InvalidJwtException | MalformedClaimException e) {
            throw new PassRefusal("malformed pass", e);
        }
    }

    private KeyRecord registered(@Nullable String keyId) throws PassRefusal {
        Optional<KeyRecord> key = keyId == null ? Optional.empty() : keys.apply(keyId);
        if (key.isEmpty()) {
            throw new PassRefusal("key " + keyId + " is not registered");
        }
        if (clock.instant().isAfter(key.get().notAfter())) {
            throw new PassRefusal("key " + keyId + " expired");
        }
        return key.get();
    }

    private static Pass pass(JwtClaims claims, KeyRecord key) throws MalformedClaimException, PassRefusal {
        if (!key.issuer().equals(claims.getIssuer())) {
            throw new PassRefusal("key of " + key.issuer() + " signed as " + claims.getIssuer());
        }
        List<String> audience = claims.getAudience();
        String bodyHash = claims.getStringClaimValue("bh");
        if (claims.getSubject() == null
                || audience.size() != 1
                || bodyHash == null
                || claims.getJwtId() == null
                || claims.getExpirationTime() == null) {
            throw new PassRefusal("incomplete pass");
        }
        return new Pass(
                claims.getIssuer(),
                claims.getSubject(),
                Set.copyOf(claims.getStringListClaimValue("teams")),
                Set.copyOf(claims.getStringListClaimValue("roles")),
                audience.getFirst(),
                bodyHash,
                claims.getStringListClaimValue("act"),
                claims.getJwtId(),
                Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis()));
    }

    private PublicKey publicKey(KeyRecord key) throws PassRefusal {
        PublicKey known = parsed.get(key.keyId());
        if (known != null) {
            return known;
        }
        try {
            byte[] encoded = Base64.getDecoder().decode(key.publicKey());
            PublicKey made = KeyFactory.getInstance(Ed25519.ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            parsed.put(key.keyId(), made);
            return made;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new PassRefusal("key " + key.keyId() + " is unusable", e);
        }
    }
}
