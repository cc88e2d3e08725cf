package io.tandem.hub.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.hub.realm.TokenExchange.Target;
import io.tandem.hub.seal.Sealing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenExchangeTest {
    private static final String ISSUER = "http://realm.example/realms/tandem";
    private static final String AUDIENCE = "https://crm.example/mcp";
    private static final Target TARGET = new Target("clerk", "crm", AUDIENCE);
    private static final RsaJsonWebKey KEY = key("1");
    private static final RsaJsonWebKey FOREIGN = key("1");

    private final Realm realm = new Realm();
    private final TokenExchange exchange = new TokenExchange(
            realm,
            new TokenCheck(ISSUER, new JwksVerificationKeyResolver(List.of(KEY))),
            new TokenEndpoint.Client("tandem-hub", "s"),
            new Sealing("0123456789abcdef0123456789abcdef"));

    private static RsaJsonWebKey key(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JwtClaims claims, RsaJsonWebKey key) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JwtClaims claims(String subject, String client, String... audience) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(subject);
        claims.setAudience(audience);
        claims.setStringClaim("azp", client);
        claims.setStringClaim("preferred_username", "anna");
        claims.setExpirationTime(NumericDate.fromSeconds(Instant.now().getEpochSecond() + 300));
        return claims;
    }

    private static String annas() {
        return signed(claims("u1", "tandem-console", "tandem", "tandem-hub"), KEY);
    }

    /// A realm that does what it should, but for one claim of its last answer.
    private static final class Realm implements TokenEndpoint {
        final List<String> asked = new ArrayList<>();

        @Nullable
        String claim;

        @Nullable
        Object says;

        RsaJsonWebKey signs = KEY;

        @Override
        public String exchange(Client client, Map<String, String> form) {
            asked.add(client + " " + form.get("scope"));
            return client.id().equals("tandem-hub")
                    ? signed(claims("u1", "tandem-hub", "tandem", "agent-clerk"), KEY)
                    : last(claims("u1", client.id(), AUDIENCE));
        }

        @Override
        public String own(Client client, String scope) {
            asked.add(client + " " + scope);
            JwtClaims claims = claims("u9", client.id(), AUDIENCE);
            claims.setStringClaim("preferred_username", "service-account-" + client.id());
            return last(claims);
        }

        private String last(JwtClaims claims) {
            claims.setStringClaim("scope", "tool-crm");
            claims.setClaim("act", Map.of("sub", "agent:clerk"));
            if (claim != null) {
                if (says == null) {
                    claims.unsetClaim(claim);
                } else {
                    claims.setClaim(claim, says);
                }
            }
            return signed(claims, signs);
        }
    }

    @Nested
    class GivenARealmThatDoesWhatItShould {
        @Test
        void exchangesInTwoSteps() throws NotDelegated {
            Delegated token = exchange.forPerson(annas(), TARGET);

            assertThat(realm.asked).containsExactly("tandem-hub agent-clerk", "agent-clerk tool-crm");
            assertThat(token.expires()).isAfter(Instant.now());
            assertThat(token).hasToString("(a token until " + token.expires() + ")");
        }

        @Test
        void letsAnAgentActForItselfWhereThereIsNobody() throws NotDelegated {
            exchange.forAgent(TARGET);

            assertThat(realm.asked).containsExactly("agent-clerk tool-crm");
        }

        @Test
        void knowsWhoseTokenItIs() throws NotDelegated {
            assertThat(exchange.person(annas()).name()).isEqualTo("anna");
        }
    }

    @Nested
    class GivenARealmWhoseAnswerSaysSomethingElse {
        @ParameterizedTest
        @CsvSource({
            "act,",
            "aud,https://crm.example/other",
            "azp,agent-payer",
            "sub,u2",
            "scope,profile",
            "scope,",
            "exp,1",
            "iss,http://other.example",
            "exp,"
        })
        void usesNoSuchToken(String claim, @Nullable String says) {
            realm.claim = claim;
            realm.says = claim.equals("exp") && says != null ? (Object) Long.valueOf(says) : says;

            assertThatThrownBy(() -> exchange.forPerson(annas(), TARGET)).isInstanceOf(NotDelegated.class);
        }

        @Test
        void usesNoTokenThatOpensAnotherDoorToo() {
            realm.claim = "aud";
            realm.says = List.of(AUDIENCE, "tandem");

            assertThatThrownBy(() -> exchange.forPerson(annas(), TARGET)).hasMessageContaining("aud");
        }

        @Test
        void usesNoTokenOfAnotherActor() {
            realm.claim = "act";
            realm.says = Map.of("sub", "agent:payer");

            assertThatThrownBy(() -> exchange.forPerson(annas(), TARGET))
                    .hasMessageContaining("act is agent:payer and not agent:clerk");
        }

        @Test
        void usesNoTokenOfAnotherKey() {
            realm.signs = FOREIGN;

            assertThatThrownBy(() -> exchange.forPerson(annas(), TARGET)).isInstanceOf(NotDelegated.class);
        }

        @Test
        void takesNoPersonForAnAgentAlone() {
            realm.claim = "preferred_username";
            realm.says = "anna";

            assertThatThrownBy(() -> exchange.forAgent(TARGET)).isInstanceOf(NotDelegated.class);
        }
    }

    @Nested
    class GivenATokenThatIsNotForTheHub {
        @ParameterizedTest
        @CsvSource({"tandem,anna", "tandem-hub,service-account-demo"})
        void isKeptForNobody(String audience, String name) {
            JwtClaims claims = claims("u1", "x", audience);
            claims.setStringClaim("preferred_username", name);

            assertThatThrownBy(() -> exchange.person(signed(claims, KEY))).isInstanceOf(NotDelegated.class);
            assertThat(realm.asked).isEmpty();
        }

        @Test
        void isNotExchangedOnceItEnded() {
            JwtClaims claims = claims("u1", "x", "tandem-hub");
            claims.setExpirationTime(NumericDate.fromSeconds(1));

            assertThatThrownBy(() -> exchange.forPerson(signed(claims, KEY), TARGET))
                    .hasMessageContaining("sign in and ask again");
            assertThat(realm.asked).isEmpty();
        }
    }
}
