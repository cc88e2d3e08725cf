package io.tandem.hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class SandboxTest {
    @TempDir
    Path machine;

    private Sandbox sandbox() {
        return new Sandbox(() -> machine.resolve("home/connectors"));
    }

    private static Program program(String command, String... readable) {
        return new Program(command, List.of(), Map.of(), List.of(readable), false, 64, 10);
    }

    @Nested
    class GivenAProgramToRegister {
        @Test
        void mayReadAFolderOfItsOwn() throws IOException {
            Path folder = Files.createDirectories(machine.resolve("opt/weather"));

            assertThat(sandbox().fault(program("/usr/bin/env", folder.toString())))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"/", "/etc", "/home", "/root", "/proc", "/proc/1", "/sys/kernel", "/dev", "/run"})
        void mayNotReadWhatHoldsMore(String folder) {
            assertThat(sandbox().fault(program("/usr/bin/env", folder)))
                    .hasValueSatisfying(why -> assertThat(why).contains("name the folder below it"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"home", "home/ledger", "home/connectors/other", "", "elsewhere"})
        void mayNotReadThePlatformsHome(String folder) throws IOException {
            Files.createDirectories(machine.resolve("home/connectors/other"));
            Files.createDirectories(machine.resolve("home/ledger"));
            Files.createSymbolicLink(machine.resolve("elsewhere"), machine.resolve("home"));

            assertThat(sandbox()
                            .fault(program(
                                    "/usr/bin/env", machine.resolve(folder).toString())))
                    .hasValueSatisfying(why -> assertThat(why).contains("belongs to the platform"));
        }

        @Test
        void isThere() {
            assertThat(sandbox().fault(program("/usr/bin/no-such-program")))
                    .hasValueSatisfying(why -> assertThat(why).contains("no program"));
            assertThat(sandbox().fault(program("/usr/bin"))).isPresent();
            assertThat(sandbox().fault(program("/usr/bin/env", "/no/such/folder")))
                    .hasValueSatisfying(why -> assertThat(why).contains("nothing at /no/such/folder"));
        }
    }
}
