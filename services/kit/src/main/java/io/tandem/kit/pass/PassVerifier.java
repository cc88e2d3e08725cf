package io.tandem.kit.pass;

import io.tandem.events.KeyRecord;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
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

    /// The claim with the digest of the request.
    static final String REQUEST = "req";

    private static final Duration SKEW = Duration.ofSeconds(30);

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
    /// @param request digest of the request as it arrived
    /// @throws PassRefusal if signature, key, type, audience, request or time does not hold, or if the signer
    ///     says more than it may
    public Pass verify(@Nullable String compact, String audience, String request) throws PassRefusal {
        if (compact == null) {
            throw new PassRefusal(PassRefusal.Kind.MISSING, "no pass");
        }
        Pass pass = read(compact);
        SpeaksFor.check(pass);
        if (!pass.audience().equals(audience)) {
            throw new PassRefusal(
                    PassRefusal.Kind.WRONG_AUDIENCE, "pass is for " + pass.audience() + ", not for " + audience);
        }
        if (!pass.request().equals(request)) {
            throw new PassRefusal(PassRefusal.Kind.OTHER_REQUEST, "pass is for another request");
        }
        Instant now = clock.instant();
        if (!now.isBefore(pass.expires())) {
            throw new PassRefusal(PassRefusal.Kind.EXPIRED, "pass expired at " + pass.expires());
        }
        if (pass.expires().isAfter(now.plus(PassSigner.LIFETIME).plus(SKEW))) {
            throw new PassRefusal(PassRefusal.Kind.WIDENED, "pass would hold until " + pass.expires());
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
                throw new PassRefusal(PassRefusal.Kind.MALFORMED, "not a pass by its type");
            }
            KeyRecord key = registered(signature.getKeyIdHeaderValue());
            signature.setKey(publicKey(key));
            if (!signature.verifySignature()) {
                throw new PassRefusal(PassRefusal.Kind.FORGED, "signature does not hold");
            }
            return pass(JwtClaims.parse(signature.getPayload()), key);
        } catch (JoseException | InvalidJwtException | MalformedClaimException e) {
            throw new PassRefusal(PassRefusal.Kind.MALFORMED, "malformed pass", e);
        }
    }

    private KeyRecord registered(@Nullable String keyId) throws PassRefusal {
        Optional<KeyRecord> key = keyId == null ? Optional.empty() : keys.apply(keyId);
        if (key.isEmpty()) {
            throw new PassRefusal(PassRefusal.Kind.UNKNOWN_KEY, "key " + keyId + " is not registered");
        }
        if (clock.instant().isAfter(key.get().notAfter())) {
            throw new PassRefusal(PassRefusal.Kind.UNKNOWN_KEY, "key " + keyId + " expired");
        }
        return key.get();
    }

    private static Pass pass(JwtClaims claims, KeyRecord key) throws MalformedClaimException, PassRefusal {
        if (!key.issuer().equals(claims.getIssuer())) {
            throw new PassRefusal(
                    PassRefusal.Kind.WIDENED, "key of " + key.issuer() + " signed as " + claims.getIssuer());
        }
        List<String> audience = claims.getAudience();
        String request = claims.getStringClaimValue(REQUEST);
        List<String> teams = claims.getStringListClaimValue("teams");
        List<String> roles = claims.getStringListClaimValue("roles");
        List<String> actors = claims.getStringListClaimValue("act");
        if (claims.getSubject() == null
                || audience.size() != 1
                || request == null
                || teams == null
                || roles == null
                || actors == null
                || claims.getJwtId() == null
                || claims.getExpirationTime() == null) {
            throw new PassRefusal(PassRefusal.Kind.MALFORMED, "incomplete pass");
        }
        return new Pass(
                claims.getIssuer(),
                claims.getSubject(),
                Set.copyOf(teams),
                Set.copyOf(roles),
                audience.getFirst(),
                request,
                actors,
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
            throw new PassRefusal(PassRefusal.Kind.UNKNOWN_KEY, "key " + key.keyId() + " is unusable", e);
        }
    }
}
