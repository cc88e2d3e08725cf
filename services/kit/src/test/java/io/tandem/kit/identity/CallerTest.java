package io.tandem.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static DefaultJWTCallerPrincipal token(Map<String, Object> claims) {
        JwtClaims all = new JwtClaims();
        claims.forEach(all::setClaim);
        return new DefaultJWTCallerPrincipal(all);
    }

    @Nested
    class GivenAPersonsToken {
        private final Caller caller = Caller.of(token(Map.of(
                "preferred_username",
                "builder",
                "azp",
                "tandem-cli",
                "teams",
                List.of("sales"),
                "realm_access",
                Map.of("roles", List.of("builder", "viewer")))));

        @Test
        void isThatPersonWithTeamsAndRoles() {
            assertThat(caller.id()).isEqualTo("person:builder");
            assertThat(caller.teams()).containsExactly("sales");
            assertThat(caller.roles()).containsExactlyInAnyOrder("builder", "viewer");
        }
    }

    @Nested
    class GivenAServiceAccountsToken {
        @Test
        void isThatService() {
            Caller caller = Caller.of(
                    token(Map.of("preferred_username", "service-account-tandem-gateway", "azp", "tandem-gateway")));
            assertThat(caller.id()).isEqualTo("service:tandem-gateway");
            assertThat(caller.teams()).isEmpty();
        }

        @Test
        void isRefusedUnderAnotherClient() {
            assertThatThrownBy(() -> Caller.of(
                            token(Map.of("preferred_username", "service-account-tandem-gateway", "azp", "tandem-cli"))))
                    .isInstanceOf(AuthenticationFailedException.class);
        }
    }

    @Nested
    class GivenATokenWithoutAName {
        @Test
        void isRefused() {
            assertThatThrownBy(() -> Caller.of(token(Map.of("azp", "tandem-gateway"))))
                    .isInstanceOf(AuthenticationFailedException.class);
        }
    }
}
