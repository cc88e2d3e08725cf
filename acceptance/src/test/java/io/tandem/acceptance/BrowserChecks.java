package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The scripts of `acceptance/browser`, run against one platform. Pictures of the pages and of what failed stay in
/// `target/browser/pictures`.
record BrowserChecks(TandemUnderTest tandem) {
    private static final Path SCRIPTS = Path.of("browser").toAbsolutePath();
    private static final Path INSTALLED = Path.of("target", "browser").toAbsolutePath();

    /// Puts the scripts and what they need in place.
    BrowserChecks installed() {
        try {
            Files.createDirectories(INSTALLED);
            try (var files = Files.list(SCRIPTS)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(List.of("npm", "--prefix", INSTALLED.toString(), "install", "--silent", "--no-audit", "--no-fund"));
        return this;
    }

    void passes(String feature) {
        run(List.of(
                "node",
                INSTALLED.resolve(feature + ".check.mjs").toString(),
                "--url",
                tandem.url("").toString(),
                "--home",
                tandem.home().toString(),
                "--pictures",
                INSTALLED.resolve("pictures").resolve(feature).toString()));
    }

    private static void run(List<String> command) {
        try {
            Path output = Files.createTempFile("browser", ".log");
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(8, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String told = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("%s ends; it said: %s", command, told).isTrue();
            assertThat(process.exitValue())
                    .as("%s succeeds; it said: %s", command, told)
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
