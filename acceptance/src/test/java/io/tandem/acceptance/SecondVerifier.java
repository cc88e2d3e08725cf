package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The verifier of exports that shares no code with Tandem: `acceptance/interop/ledger`.
final class SecondVerifier {
    private static final Path CHECK = Path.of("interop", "ledger").toAbsolutePath();
    private static final Path INSTALLED = Path.of("target", "interop-ledger").toAbsolutePath();

    private SecondVerifier() {}

    /// @param publicKeys the ledger's, as the platform keeps them
    /// @param evidence of a task of that export
    /// @return a line for each thing that holds; fails where something does not
    static List<String> check(Path export, String publicKeys, Path evidence) {
        Path python = INSTALLED.resolve("venv/bin/python");
        if (!Files.exists(python)) {
            run("python3", "-m", "venv", INSTALLED.resolve("venv").toString());
        }
        run(
                python.toString(),
                "-m",
                "pip",
                "install",
                "-q",
                "-r",
                CHECK.resolve("requirements.txt").toString());
        return run(
                        python.toString(),
                        CHECK.resolve("check.py").toString(),
                        export.toString(),
                        publicKeys,
                        evidence.toString())
                .lines()
                .toList();
    }

    private static String run(String... command) {
        try {
            Path output = Files.createTempFile("interop", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            String told = Files.readString(output);
            assertThat(process.exitValue()).as(told).isZero();
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
