package io.tandem.cli.realm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.Secrets;
import io.tandem.cli.home.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealmImportTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private JsonNode realm;

    @SuppressWarnings("NullAway.Init")
    private DemoCast cast;

    @BeforeEach
    void fill() {
        Settings settings = Settings.from(Map.of("TANDEM_HOME", folder.toString(), "TANDEM_HTTP_PORT", "28080"));
        Secrets secrets = Secrets.open(settings);
        cast = DemoCast.with(secrets);
        realm = RealmImport.realm(settings, secrets, cast);
    }

    @Nested
    class GivenTheDemoCast {
        @Test
        void holdsEveryRoleAndTeam() {
            assertThat(texts(realm.at("/roles/realm"), "name"))
                    .containsExactly("viewer", "builder", "operator", "approver", "auditor", "admin");
            assertThat(texts(realm.path("groups"), "name")).containsExactly("sales", "finance");
        }

        @Test
        void putsPeopleIntoTheirTeamWithTheirRole() {
            JsonNode approver2 = find(realm.path("users"), "username", "approver2");
            assertThat(approver2.at("/groups/0").asText()).isEqualTo("/finance");
            assertThat(approver2.at("/realmRoles/0").asText()).isEqualTo("approver");
            assertThat(cast.people()).hasSize(8);
        }

        @Test
        void neverShowsAPasswordInText() {
            assertThat(cast.toString()).doesNotContain(cast.people().getFirst().password());
        }
    }

    @Nested
    class GivenTheClients {
        @Test
        void givesEachTheAudienceAndTheTeams() {
            assertThat(realm.path("clients")).hasSize(9).allSatisfy(client -> {
                assertThat(texts(client.path("protocolMappers"), "name"))
                        .containsExactly("audience tandem", "audience tandem-hub", "teams");
            });
        }

        @Test
        void letsTheRegistryAloneLookPeopleUpAndTheHubAloneMakeClients() {
            JsonNode registry = find(realm.path("users"), "username", "service-account-tandem-registry");
            assertThat(registry.at("/clientRoles/realm-management").toString()).isEqualTo("[\"view-users\"]");
            JsonNode hub = find(realm.path("users"), "username", "service-account-tandem-hub");
            assertThat(hub.at("/clientRoles/realm-management").toString()).isEqualTo("[\"manage-clients\"]");
            assertThat(realm.path("users"))
                    .filteredOn(user -> user.has("clientRoles"))
                    .hasSize(2);
        }

        @Test
        void letsTheHubAloneExchangeTokens() {
            assertThat(realm.path("clients"))
                    .filteredOn(client -> client.at("/attributes/standard.token.exchange.enabled")
                            .asBoolean())
                    .extracting(client -> client.path("clientId").asText())
                    .containsExactly("tandem-hub");
        }

        @Test
        void keepsTheConsoleToCodeFlowWithPkceAtItsOwnAddress() {
            JsonNode console = find(realm.path("clients"), "clientId", "tandem-console");
            assertThat(console.path("publicClient").asBoolean()).isTrue();
            assertThat(console.path("directAccessGrantsEnabled").asBoolean()).isFalse();
            assertThat(console.at("/attributes/pkce.code.challenge.method").asText())
                    .isEqualTo("S256");
            assertThat(console.at("/redirectUris/0").asText()).isEqualTo("http://localhost:28080/*");
        }

        @Test
        void givesServicesNoWayForPeopleToSignIn() {
            JsonNode hub = find(realm.path("clients"), "clientId", "tandem-hub");
            assertThat(hub.path("serviceAccountsEnabled").asBoolean()).isTrue();
            assertThat(hub.path("standardFlowEnabled").asBoolean()).isFalse();
            assertThat(hub.path("directAccessGrantsEnabled").asBoolean()).isFalse();
        }
    }

    private static JsonNode find(JsonNode list, String field, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(node -> node.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(node -> node.path(field).asText())
                .toList();
    }
}
