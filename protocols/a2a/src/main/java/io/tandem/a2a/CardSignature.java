package io.tandem.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.erdtman.jcs.JsonCanonicalizer;

/// Signatures of agent cards (specification 8.4): a detached JWS over the card without `signatures`, defaults left out,
/// canonical by RFC 8785. Algorithms: ES256 for P-256 keys, EdDSA for Ed25519 keys; `alg` must fit the key.
public final class CardSignature {
    private static final String CURVE = "Ed25519";
    private static final int P256_BITS = 256;

    private CardSignature() {}

    /// The card with one more signature.
    ///
    /// @param keyId the `kid` by which readers find the public key
    /// @throws IllegalArgumentException where the key is neither P-256 nor Ed25519
    public static AgentCard sign(AgentCard card, PrivateKey key, String keyId) {
        JWSHeader header = new JWSHeader.Builder(algorithmOf(key))
                .type(JOSEObjectType.JOSE)
                .keyID(keyId)
                .build();
        String protectedHeader = header.toBase64URL().toString();
        try {
            Signature signature = engine(header.getAlgorithm());
            signature.initSign(key);
            signature.update(signingInput(protectedHeader, canonical(A2aJson.toTree(card))));
            List<AgentCardSignature> all = new ArrayList<>(card.signatures());
            all.add(new AgentCardSignature(
                    protectedHeader, Base64URL.encode(signature.sign()).toString(), null));
            return card.withSignatures(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The key cannot sign", e);
        }
    }

    /// Whether one signature of the card is good by a key that the reader trusts. False for a card without signatures.
    ///
    /// @param trusted key id to public key; `jku` is not followed: a card must not choose who vouches for it
    public static boolean verify(AgentCard card, Function<String, Optional<PublicKey>> trusted) {
        return verifies(card, List.of(canonical(A2aJson.toTree(card))), trusted);
    }

    /// The same for a card as it was received. Fields that this library does not know count too, as their signer
    /// meant them.
    ///
    /// @throws A2aException INVALID_PARAMS where the tree is no card
    public static boolean verify(JsonNode received, Function<String, Optional<PublicKey>> trusted) {
        AgentCard card = A2aJson.read(received, AgentCard.class);
        return verifies(card, List.of(canonical(received.deepCopy()), canonical(A2aJson.toTree(card))), trusted);
    }

    /// The bytes that are signed.
    ///
    /// @param card a card's tree, which loses its `signatures`
    static byte[] canonical(ObjectNode card) {
        card.remove("signatures");
        try {
            return new JsonCanonicalizer(A2aJson.write(card)).getEncodedUTF8();
        } catch (IOException e) {
            throw A2aException.invalid("", "has no canonical JSON form");
        }
    }

    private static boolean verifies(
            AgentCard card, List<byte[]> payloads, Function<String, Optional<PublicKey>> trusted) {
        return card.signatures().stream()
                .anyMatch(signature -> payloads.stream().anyMatch(payload -> isGood(signature, payload, trusted)));
    }

    private static boolean isGood(
            AgentCardSignature given, byte[] payload, Function<String, Optional<PublicKey>> trusted) {
        try {
            JWSHeader header = JWSHeader.parse(new Base64URL(given.protectedHeader()));
            String keyId = header.getKeyID();
            // A critical header is one we must understand, and we understand none.
            boolean critical = header.getCriticalParams() != null
                    && !header.getCriticalParams().isEmpty();
            Optional<PublicKey> key = keyId == null || critical ? Optional.empty() : trusted.apply(keyId);
            if (key.isEmpty() || !header.getAlgorithm().equals(algorithmOf(key.get()))) {
                return false;
            }
            Signature signature = engine(header.getAlgorithm());
            signature.initVerify(key.get());
            signature.update(signingInput(given.protectedHeader(), payload));
            return signature.verify(new Base64URL(given.signature()).decode());
        } catch (ParseException | GeneralSecurityException | IllegalArgumentException e) {
            // A signature that cannot be read is not a good one; the caller decides on the sum of them.
            return false;
        }
    }

    private static JWSAlgorithm algorithmOf(Key key) {
        return switch (key) {
            case ECKey ec when ec.getParams().getCurve().getField().getFieldSize() == P256_BITS -> JWSAlgorithm.ES256;
            case EdECKey ed when ed.getParams().getName().equals(CURVE) -> JWSAlgorithm.EdDSA;
            default -> throw new IllegalArgumentException("The key is neither P-256 nor Ed25519");
        };
    }

    private static Signature engine(JWSAlgorithm algorithm) throws GeneralSecurityException {
        return Signature.getInstance(algorithm.equals(JWSAlgorithm.ES256) ? "SHA256withECDSAinP1363Format" : CURVE);
    }

    private static byte[] signingInput(String protectedHeader, byte[] payload) {
        return (protectedHeader + "." + Base64URL.encode(payload)).getBytes(StandardCharsets.US_ASCII);
    }
}
