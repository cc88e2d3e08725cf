package io.tandem.cli.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Nested
    class GivenAnEmptyEnvironment {
        private final Settings settings = Settings.from(Map.of());

        @Test
        void usesTheDocumentedPortsAndFolder() {
            assertThat(settings.ports()).isEqualTo(new Settings.Ports(8080, 8180, 15432, 19092));
            assertThat(settings.home().root()).isEqualTo(Path.of(System.getProperty("user.home"), ".tandem"));
            assertThat(settings.oidcUrl()).isEqualTo("http://localhost:8180/realms/tandem");
            assertThat(settings.postgresUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:15432/tandem");
        }

        @Test
        void startsEveryPartItself() {
            assertThat(settings.postgresOutside() || settings.kafkaOutside() || settings.oidcOutside())
                    .isFalse();
        }
    }

    @Nested
    class GivenAnOutsideProvider {
        @Test
        void takesItsAddressAndStartsNone() {
            Settings settings = Settings.from(Map.of("TANDEM_OIDC_URL", "https://id.example/realms/x"));
            assertThat(settings.oidcOutside()).isTrue();
            assertThat(settings.oidcUrl()).isEqualTo("https://id.example/realms/x");
        }
    }

    @Nested
    class GivenAPortThatIsNone {
        @ParameterizedTest
        @ValueSource(strings = {"abc", "0", "65536", "-1", "80 80", "99999999999"})
        void saysWhichVariableAndWhatItMayBe(String text) {
            assertThatThrownBy(() -> Settings.from(Map.of("TANDEM_HTTP_PORT", text)))
                    .isInstanceOfSatisfying(
                            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                    .hasMessageContaining("TANDEM_HTTP_PORT")
                    .hasMessageContaining("between 1 and 65535");
        }
    }
}
