package io.tandem.cli.home;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TandemHomeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Nested
    class GivenAFileInItsPlace {
        @Test
        void saysThatItIsNoFolder() throws IOException {
            Path file = Files.createFile(folder.resolve("home"));
            assertThatThrownBy(() -> new TandemHome(file).create())
                    .hasMessageContaining(file + " is no folder")
                    .hasMessageContaining("TANDEM_HOME");
        }
    }
}
