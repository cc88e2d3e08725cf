package io.tandem.cli.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LaunchTest {
    private static Launch launch(List<String> command, Map<String, String> environment) {
        return new Launch(command, environment, Path.of("/"), new Launch.Stop("TERM", Duration.ZERO));
    }

    @Nested
    class GivenALaunch {
        private final String fingerprint =
                launch(List.of("java", "start"), Map.of("A", "1", "B", "2")).fingerprint();

        @Test
        void isTheSameWithTheOptionsOfAFirstStart() {
            assertThat(launch(
                                    List.of("java", "-XX:AOTCacheOutput=x", "start", "--import-realm"),
                                    Map.of("B", "2", "A", "1"))
                            .fingerprint())
                    .isEqualTo(fingerprint);
        }

        @Test
        void isAnotherWithAnotherWordOrVariable() {
            assertThat(launch(List.of("java", "stop"), Map.of("A", "1", "B", "2"))
                            .fingerprint())
                    .isNotEqualTo(fingerprint);
            assertThat(launch(List.of("java", "start"), Map.of("A", "1", "B", "3"))
                            .fingerprint())
                    .isNotEqualTo(fingerprint);
        }
    }
}
