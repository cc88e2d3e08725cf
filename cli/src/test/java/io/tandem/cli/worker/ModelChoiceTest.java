package io.tandem.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.cli.home.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelChoiceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Nested
    class GivenAFileOfModels {
        @Test
        void declinesTheLocalModel() throws IOException {
            Path file = Files.createFile(folder.resolve("models.yaml"));
            assertThat(decide(file)).isEqualTo(new ModelChoice(false, "", "TANDEM_MODELS_FILE is set"));
        }

        @Test
        void isRefusedWhenItIsNotThere() {
            assertThatThrownBy(() -> decide(folder.resolve("none.yaml")))
                    .hasMessageContaining("none.yaml, which cannot be read");
        }

        private ModelChoice decide(Path models) {
            Settings settings =
                    Settings.from(Map.of("TANDEM_HOME", folder.toString(), "TANDEM_MODELS_FILE", models.toString()));
            return ModelChoice.decide(settings, false, "", question -> true);
        }
    }
}
