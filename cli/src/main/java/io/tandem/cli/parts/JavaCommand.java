package io.tandem.cli.parts;

import java.nio.file.Path;

/// The Java that runs this command runs the Java parts too.
public final class JavaCommand {
    private JavaCommand() {}

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
