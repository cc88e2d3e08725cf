package io.tandem.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardSignatureTest {
    private static KeyPair keys(String algorithm) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(256);
        }
        return generator.generateKeyPair();
    }

    private static Function<String, Optional<PublicKey>> trust(String keyId, PublicKey key) {
        return asked -> asked.equals(keyId) ? Optional.of(key) : Optional.empty();
    }

    @ParameterizedTest
    @CsvSource({"EC,ES256", "Ed25519,EdDSA"})
    void signsAndVerifies(String algorithm, String alg) throws NoSuchAlgorithmException {
        KeyPair keys = keys(algorithm);

        AgentCard signed = CardSignature.sign(Samples.card(), keys.getPrivate(), "k1");

        String header = new Base64URL(signed.signatures().getFirst().protectedHeader()).decodeToString();
        assertThat(header)
                .contains("\"alg\":\"" + alg + "\"")
                .contains("\"typ\":\"JOSE\"")
                .contains("\"kid\":\"k1\"");
        assertThat(CardSignature.verify(signed, trust("k1", keys.getPublic()))).isTrue();
        assertThat(CardSignature.verify(A2aJson.parse(A2aJson.write(signed)), trust("k1", keys.getPublic())))
                .isTrue();
    }

    @Test
    void refusesAChangedCardAnotherKeyAndNoSignature() throws NoSuchAlgorithmException {
        KeyPair keys = keys("EC");
        AgentCard signed = CardSignature.sign(Samples.card(), keys.getPrivate(), "k1");
        ObjectNode changed = A2aJson.toTree(signed).put("version", "1.2.4");

        assertThat(CardSignature.verify(changed, trust("k1", keys.getPublic()))).isFalse();
        assertThat(CardSignature.verify(signed, trust("k2", keys.getPublic()))).isFalse();
        assertThat(CardSignature.verify(signed, trust("k1", keys("EC").getPublic())))
                .isFalse();
        assertThat(CardSignature.verify(signed, trust("k1", keys("Ed25519").getPublic())))
                .isFalse();
        assertThat(CardSignature.verify(Samples.card(), trust("k1", keys.getPublic())))
                .isFalse();
    }

    @Test
    void acceptsOneGoodSignatureAmongBrokenOnes() throws NoSuchAlgorithmException {
        KeyPair keys = keys("EC");
        AgentCard signed = CardSignature.sign(Samples.card(), keys.getPrivate(), "k1");
        AgentCardSignature broken = new AgentCardSignature("%%%", "x", null);
        AgentCardSignature none = new AgentCardSignature(
                Base64URL.encode("{\"alg\":\"none\",\"kid\":\"k1\"}").toString(), "x", null);

        assertThat(CardSignature.verify(
                        signed.withSignatures(
                                List.of(broken, none, signed.signatures().getFirst())),
                        trust("k1", keys.getPublic())))
                .isTrue();
        assertThat(CardSignature.verify(signed.withSignatures(List.of(broken, none)), trust("k1", keys.getPublic())))
                .isFalse();
    }

    @Test
    void refusesOtherKeys() throws NoSuchAlgorithmException {
        KeyPair rsa = keys("RSA");

        assertThatThrownBy(() -> CardSignature.sign(Samples.card(), rsa.getPrivate(), "k"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesTheCanonicalFormOfTheSpecification() {
        AgentCard card = A2aJson.read("""
                {"name":"Example Agent","description":"","version":"1","supportedInterfaces":[],"iconUrl":"",
                "securitySchemes":{},"defaultInputModes":[],"defaultOutputModes":[],"skills":[],
                "capabilities":{"streaming":false,"pushNotifications":false,"extensions":[]},
                "signatures":[{"protected":"e30","signature":"eA"}]}""".getBytes(StandardCharsets.UTF_8), AgentCard.class);

        assertThat(new String(CardSignature.canonical(A2aJson.toTree(card)), StandardCharsets.UTF_8))
                .isEqualTo("{\"capabilities\":{\"pushNotifications\":false,\"streaming\":false},"
                        + "\"defaultInputModes\":[],\"defaultOutputModes\":[],\"description\":\"\",\"iconUrl\":\"\","
                        + "\"name\":\"Example Agent\",\"skills\":[],\"supportedInterfaces\":[],\"version\":\"1\"}");
    }
}
