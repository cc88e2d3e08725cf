package io.tandem.cli.parts;

import io.tandem.cli.outcome.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/// The JDK's ahead-of-time cache of one part (JEP 483, 514, 515): recorded in the first run that ends in order, used by
/// every
/// later one. Bound to the exact JDK and class path, which are in the file's name; a run that is killed leaves none.
final class StartCache {
    private final Path file;
    private final Path recording;
    private final Path folder;
    private final String part;

    StartCache(Path folder, String part, String key) {
        String id = UUID.nameUUIDFromBytes(
                        (System.getProperty("java.vm.version") + "\0" + key).getBytes(StandardCharsets.UTF_8))
                .toString();
        this.folder = folder;
        this.part = part;
        this.file = folder.resolve(part + "-" + id + ".aot");
        this.recording = folder.resolve(part + "-" + id + ".recording");
    }

    String option() {
        return Files.exists(file) ? "-XX:AOTCache=" + file : "-XX:AOTCacheOutput=" + recording;
    }

    boolean recorded() {
        return Files.exists(file);
    }

    /// Keeps a recording that is whole, and removes older ones of the part.
    void keep() {
        if (!Files.exists(recording)) {
            return;
        }
        try {
            Files.move(recording, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, part + "-*.{aot,recording,config}")) {
                for (Path other : others) {
                    if (!other.equals(file)) {
                        Files.delete(other);
                    }
                }
            }
        } catch (IOException e) {
            throw Failure.failed("The start cache " + file + " cannot be kept: " + e.getMessage() + ".", e);
        }
    }
}
