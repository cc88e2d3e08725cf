package io.tandem.hub.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tandem.hub.oauth.OAuthFault.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AuthorizationServersTest {
    private static final URI REDIRECT = URI.create("https://tandem.example.com/connections/tickets/callback");

    private final AuthorizationServerProbe probe = new AuthorizationServerProbe().good();

    @AfterEach
    void close() {
        probe.close();
    }

    private AuthorizationServers.Wanted wanted(@Nullable String secret) {
        OAuthClient client = new OAuthClient(probe.issuer(), "tandem", secret, List.of("read", "offline_access"));
        return new AuthorizationServers.Wanted(client, probe.tools().toString(), REDIRECT);
    }

    @Nested
    class GivenAPersonWhoConnects {
        @Test
        void isSentWithPkceResourceAndState() throws OAuthFault {
            URI url = probe.servers().authorization(wanted(null), "the-state", "the-verifier");

            assertThat(url.toString())
                    .startsWith(probe.issuer() + "/auth?response_type=code&client_id=tandem&")
                    .contains("&scope=read+offline_access&state=the-state&")
                    .contains("&code_challenge=" + Pkce.s256("the-verifier") + "&code_challenge_method=S256")
                    .contains("&resource=http%3A%2F%2F127.0.0.1%3A")
                    .doesNotContain("the-verifier");
        }

        @Test
        void hashesAsTheStandardsExample() {
            assertThat(Pkce.s256("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                    .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        }
    }

    @Nested
    class GivenACode {
        @Test
        void isRedeemedWithVerifierAndResource() throws OAuthFault {
            probe.answer =
                    "{\"access_token\":\"a\",\"token_type\":\"bearer\",\"expires_in\":60,\"refresh_token\":\"r\"}";

            IssuedTokens tokens = probe.servers().redeem(wanted("s:1"), "the-code", "the-verifier", probe.issuer());

            assertThat(tokens.refresh()).isEqualTo("r");
            assertThat(tokens.scopes()).containsExactly("read", "offline_access");
            Map<String, String> form = probe.posted.getLast();
            assertThat(form)
                    .containsEntry("code", "the-code")
                    .containsEntry("code_verifier", "the-verifier")
                    .containsEntry("resource", probe.tools().toString())
                    .containsEntry("redirect_uri", REDIRECT.toString())
                    .doesNotContainKey("client_secret");
            assertThat(form.get("authorization"))
                    .isEqualTo("Basic "
                            + Base64.getEncoder().encodeToString("tandem:s%3A1".getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void isNotRedeemedWhenSomebodyElseAnswered() {
            assertThatThrownBy(() -> probe.servers().redeem(wanted(null), "c", "v", "https://other.example.com"))
                    .hasMessageContaining("begin again");
            assertThatThrownBy(() -> probe.servers().redeem(wanted(null), "c", "v", null))
                    .as("which says that it names itself")
                    .hasMessageContaining("begin again");
            assertThat(probe.posted).isEmpty();
        }

        @Test
        void isRefusedWithoutABearerToken() {
            probe.answer = "{\"access_token\":\"a\",\"token_type\":\"mac\"}";

            assertThatThrownBy(() -> probe.servers().redeem(wanted(null), "c", "v", probe.issuer()))
                    .hasMessageContaining("no bearer token");
        }
    }

    @Nested
    class GivenALifetimeThatIsTold {
        private @Nullable Instant expires(String said) throws OAuthFault {
            probe.answer = "{\"access_token\":\"a\",\"token_type\":\"bearer\",\"expires_in\":" + said + "}";
            return probe.servers()
                    .redeem(wanted(null), "c", "v", probe.issuer())
                    .expires();
        }

        @Test
        void isReadFromTextToo() throws OAuthFault {
            assertThat(expires("\"3600\"")).isCloseTo(Instant.now().plusSeconds(3600), within(60, ChronoUnit.SECONDS));
        }

        @Test
        void isNoneWhereItIsNoLengthOfTime() throws OAuthFault {
            assertThat(expires("-5")).isNull();
            assertThat(expires("\"soon\"")).isNull();
            assertThat(expires("null")).isNull();
        }

        @Test
        void isYearsAtMost() throws OAuthFault {
            Instant years = Instant.now().plus(3_651, ChronoUnit.DAYS);
            assertThat(expires("9223372036854775807")).isBefore(years);
            assertThat(expires("1e300")).isBefore(years);
            assertThat(expires("\"99999999999999999999999\"")).isBefore(years);
        }
    }

    @Nested
    class GivenWordsOfTheServer {
        @Test
        void areToldWithoutControlCharactersAndShort() {
            probe.status = 400;
            probe.answer = "{\"error\":\"bad\\n\\u202eline " + "x".repeat(500) + "\"}";

            assertThatThrownBy(() -> probe.servers().refresh(wanted(null).client(), "https://x", "r"))
                    .hasMessageContaining("refused: badline xxx")
                    .satisfies(fault -> assertThat(fault.getMessage()).hasSizeLessThan(250));
        }
    }

    @Nested
    class GivenARefreshToken {
        @Test
        void staysWhereTheServerGivesNoOther() throws OAuthFault {
            probe.answer = "{\"access_token\":\"b\",\"token_type\":\"Bearer\"}";

            IssuedTokens tokens = probe.servers().refresh(wanted(null).client(), "https://x", "r");

            assertThat(tokens.access()).isEqualTo("b");
            assertThat(tokens.refresh()).isEqualTo("r");
            assertThat(tokens.expires()).isNull();
            assertThat(probe.posted.getLast())
                    .containsEntry("client_id", "tandem")
                    .containsEntry("resource", "https://x");
        }

        @Test
        void hasEndedWhereTheServerSaysSo() {
            probe.status = 400;
            probe.answer = "{\"error\":\"invalid_grant\"}";

            assertThatThrownBy(() -> probe.servers().refresh(wanted(null).client(), "https://x", "r"))
                    .asInstanceOf(type(OAuthFault.class))
                    .returns(Kind.ENDED, OAuthFault::kind);
        }

        @Test
        void isTriedAgainWhereTheServerIsAway() {
            probe.status = 503;

            assertThatThrownBy(() -> probe.servers().refresh(wanted(null).client(), "https://x", "r"))
                    .asInstanceOf(type(OAuthFault.class))
                    .returns(Kind.AWAY, OAuthFault::kind);
        }
    }

    @Nested
    class GivenSeveralServers {
        @Test
        void areAskedOneAfterTheOther() throws OAuthFault {
            probe.answer = "{\"access_token\":\"a\",\"token_type\":\"bearer\"}";
            AuthorizationServers servers = probe.servers();
            servers.refresh(wanted(null).client(), "r", "first");
            try (AuthorizationServerProbe another = new AuthorizationServerProbe().good()) {
                assertThat(probe.discovery().resource(another.tools()).issuers())
                        .containsExactly(another.issuer());
            }

            servers.refresh(wanted(null).client(), "r", "second");

            assertThat(probe.posted)
                    .extracting(form -> form.get("refresh_token"))
                    .containsExactly("first", "second");
        }
    }

    @Nested
    class GivenATokenToRevoke {
        @Test
        void isRevokedAtTheServer() throws OAuthFault {
            assertThat(probe.servers().revoke(wanted("s").client(), "r")).isTrue();
            assertThat(probe.posted.getLast())
                    .containsEntry("path", "/realm/revoke")
                    .containsEntry("token", "r");
        }
    }
}
