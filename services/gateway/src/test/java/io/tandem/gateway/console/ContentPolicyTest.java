package io.tandem.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ContentPolicyTest {
    @Nested
    class GivenAProvider {
        @Test
        void allowsCallsToItsOriginOnly() {
            String policy = ContentPolicy.allowing("https://login.example.org:8443/realms/tandem");

            assertThat(policy).contains("connect-src 'self' https://login.example.org:8443;");
        }

        @Test
        void allowsNothingInline() {
            String policy = ContentPolicy.allowing("http://localhost:8180/realms/tandem");

            assertThat(policy)
                    .contains("script-src 'self';", "style-src 'self';")
                    .doesNotContain("unsafe-");
        }
    }

    @Nested
    class GivenNoAbsoluteUrl {
        @Test
        void refuses() {
            assertThatIllegalArgumentException().isThrownBy(() -> ContentPolicy.allowing("realms/tandem"));
        }
    }
}
