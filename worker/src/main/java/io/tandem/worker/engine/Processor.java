package io.tandem.worker.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Whether this machine can run the library: it holds natives for some systems, and the one for x86 needs AVX2.
public final class Processor {
    private Processor() {}

    /// Why not, in a sentence; empty when it can.
    public static Optional<String> obstacle() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        if (!arm && !arch.equals("amd64") && !arch.equals("x86_64")) {
            return Optional.of("The local model does not run on processors of type " + arch + ".");
        }
        if (arm && system.contains("windows")) {
            return Optional.of("The local model does not run on Windows on ARM.");
        }
        if (!arm && system.contains("linux")) {
            return linux();
        }
        return Optional.empty();
    }

    private static Optional<String> linux() {
        try {
            boolean avx2 = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("flags"))
                    .anyMatch(line -> line.contains(" avx2"));
            return avx2
                    ? Optional.empty()
                    : Optional.of("This processor has no AVX2, which the local model needs: use a provider key or a"
                            + " model server of your own.");
        } catch (IOException e) {
            return Optional.of(
                    "Whether this processor can run the local model cannot be told: " + e.getMessage() + ".");
        }
    }
}
