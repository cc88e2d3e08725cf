package io.tandem.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/// The pages that gates compare the code with.
final class Docs {
    private Docs() {}

    /// A page's lines.
    ///
    /// @param path from the repository's folder, such as `docs/architecture.md`
    static List<String> lines(String path) {
        try {
            return Files.readAllLines(Sources.root().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
