package io.tandem.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Nested
    class GivenAFreshHome {
        @Test
        void makesOnePasswordPerServiceAndKeepsIt() {
            Secrets first = Secrets.open(settings(Map.of()));
            String made = first.databasePassword(Service.HUB);
            assertThat(made).hasSize(36).isNotEqualTo(first.databasePassword(Service.ROUTER));
            assertThat(Secrets.open(settings(Map.of())).databasePassword(Service.HUB))
                    .isEqualTo(made);
        }

        @Test
        void letsOnlyTheOwnerReadTheFile() throws IOException {
            Secrets.open(settings(Map.of())).keycloakAdminPassword();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets.json"))))
                    .isEqualTo("rw-------");
        }
    }

    @Nested
    class GivenAPasswordInTheEnvironment {
        @Test
        void usesThatOne() {
            assertThat(Secrets.open(settings(Map.of("TANDEM_HUB_DB_PASSWORD", "from-outside")))
                            .databasePassword(Service.HUB))
                    .isEqualTo("from-outside");
        }
    }

    private Settings settings(Map<String, String> more) {
        Map<String, String> environment = new java.util.HashMap<>(more);
        environment.put("TANDEM_HOME", folder.toString());
        return Settings.from(environment);
    }
}
