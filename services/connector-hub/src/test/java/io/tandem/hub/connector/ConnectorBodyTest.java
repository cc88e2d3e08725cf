package io.tandem.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.hub.oauth.OAuthClient;
import io.tandem.kit.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorBodyTest {
    private static ConnectorBody body(
            @Nullable String url,
            Connectors.@Nullable Identity identity,
            @Nullable String audience,
            ConnectorBody.@Nullable CredentialBody credential) {
        return new ConnectorBody("crm", url, null, null, identity, audience, null, credential);
    }

    private static ConnectorBody granted(String url, ConnectorBody.@Nullable ClientBody client) {
        return new ConnectorBody("crm", url, null, null, Connectors.Identity.grant, null, client, null);
    }

    private static ConnectorBody callers(String url, String audience) {
        return body(url, Connectors.Identity.caller, audience, null);
    }

    @Nested
    class GivenAServerThatKnowsItsCallers {
        @ParameterizedTest
        @ValueSource(strings = {"https://crm.example/mcp", "http://localhost:9000/mcp", "http://127.0.0.1:9000/mcp"})
        void hasAnAudience(String url) {
            assertThat(callers(url, "https://crm.example").registration().audience())
                    .isEqualTo("https://crm.example");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"http://crm.example/mcp", "http://localhost.example.com/mcp", "http://127.example.com/"})
        void isNotSentTokensInTheOpen(String url) {
            assertThatThrownBy(() -> callers(url, "https://crm.example").registration())
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("https only");
        }

        @ParameterizedTest
        @ValueSource(strings = {"tandem", "Tandem", "tandem-hub", "agent-clerk", "account", "with space", "x"})
        void isNoneOfOurs(String audience) {
            assertThatThrownBy(() -> callers("https://crm.example", audience).registration())
                    .hasMessageContaining("none of Tandem's own clients");
        }

        @Test
        void isShownNoCredential() {
            ConnectorBody.CredentialBody secret = new ConnectorBody.CredentialBody(null, null, "Bearer x");

            assertThatThrownBy(() -> body("https://crm.example", Connectors.Identity.caller, "https://a", secret)
                            .registration())
                    .hasMessageContaining("the caller's token and nothing else");
        }

        @Test
        void saysWhatItsTokensAreMadeOutTo() {
            assertThatThrownBy(() -> body("https://crm.example", Connectors.Identity.caller, null, null)
                            .registration())
                    .hasMessageContaining("required");
        }
    }

    @Nested
    class GivenAServerThatPeopleConnect {
        @Test
        void hasOurClientThere() {
            ConnectorBody.ClientBody client =
                    new ConnectorBody.ClientBody(null, "tandem", null, List.of("tickets:read"));

            Connectors.Registration registration =
                    granted("https://crm.example/mcp", client).registration();

            assertThat(registration.identity()).isEqualTo(Connectors.Identity.grant);
            assertThat(registration.client()).isEqualTo(new OAuthClient("", "tandem", null, List.of("tickets:read")));
        }

        @Test
        void isToldWhatIsMissing() {
            assertThatThrownBy(() -> granted("https://crm.example/mcp", null).registration())
                    .hasMessageContaining("required");
            assertThatThrownBy(() -> granted("http://crm.example/mcp", null).registration())
                    .hasMessageContaining("https only");
        }

        @ParameterizedTest
        @ValueSource(strings = {"two words", "", "quote\""})
        void isAskedForScopesThatAreWords(String scope) {
            ConnectorBody.ClientBody client = new ConnectorBody.ClientBody(null, "tandem", null, List.of(scope));

            assertThatThrownBy(() -> granted("https://crm.example/mcp", client).registration())
                    .hasMessageContaining("words without spaces");
        }
    }

    @Nested
    class GivenAServerOfOneAccount {
        @ParameterizedTest
        @CsvSource(
                value = {"null", "shared"},
                nullValues = "null")
        void hasNoAudience(Connectors.@Nullable Identity identity) {
            assertThat(body("http://crm.example", identity, null, null)
                            .registration()
                            .audience())
                    .isNull();
            assertThatThrownBy(() -> body("http://crm.example", identity, "https://a", null)
                            .registration())
                    .hasMessageContaining("identity caller");
        }
    }
}
