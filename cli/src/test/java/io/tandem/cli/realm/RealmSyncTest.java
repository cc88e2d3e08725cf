package io.tandem.cli.realm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.home.JsonFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealmSyncTest {
    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JsonFile.MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Nested
    class GivenAClientOfAnotherPort {
        private final ObjectNode known = json("{'id':'x','clientId':'tandem-console','name':'Ours','secret':'old',"
                + "'attributes':{'own':'kept','pkce.code.challenge.method':'plain'},'redirectUris':"
                + "['http://localhost:8080/*','http://127.0.0.1:8080/*','https://tandem.example/*'],"
                + "'protocolMappers':[{'name':'teams'}]}");
        private final ObjectNode wanted = json("{'clientId':'tandem-console','secret':'new',"
                + "'attributes':{'pkce.code.challenge.method':'S256'},"
                + "'redirectUris':['http://localhost:28080/*'],'protocolMappers':[]}");

        @Test
        void takesWhatIsWantedAndKeepsWhatPeopleAdded() {
            ObjectNode merged = RealmSync.merged(known, wanted);

            assertThat(merged.path("secret").asText()).isEqualTo("new");
            assertThat(merged.path("name").asText()).isEqualTo("Ours");
            assertThat(merged.path("attributes").path("own").asText()).isEqualTo("kept");
            assertThat(merged.path("attributes")
                            .path("pkce.code.challenge.method")
                            .asText())
                    .isEqualTo("S256");
            assertThat(merged.path("redirectUris").toString())
                    .isEqualTo("[\"http://localhost:28080/*\",\"https://tandem.example/*\"]");
        }
    }

    @Nested
    class GivenAClientWithoutAttributes {
        @Test
        void keepsThoseItHas() {
            ObjectNode merged = RealmSync.merged(
                    json("{'clientId':'tandem-hub','attributes':{'own':'kept'}}"),
                    json("{'clientId':'tandem-hub','secret':'new'}"));

            assertThat(merged.path("attributes").path("own").asText()).isEqualTo("kept");
            assertThat(merged.path("secret").asText()).isEqualTo("new");
        }
    }

    @Nested
    class GivenARealmThatIsAsWanted {
        @Test
        void isNotAskedForAgainUntilSomethingChanges(@TempDir Path folder) {
            Path mark = folder.resolve("keycloak/realm.sha256");
            RealmSync sync = new RealmSync(mark, json("{'realm':'tandem','clients':[]}"));
            assertThat(sync.needed()).isTrue();

            sync.done();

            assertThat(sync.needed()).isFalse();
            assertThat(new RealmSync(mark, json("{'realm':'tandem','clients':[1]}")).needed())
                    .isTrue();
        }
    }
}
