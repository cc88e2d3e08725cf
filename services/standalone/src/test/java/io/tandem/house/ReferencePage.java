package io.tandem.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A page under `docs/reference` that is made from the code: written under `target/reference`, from where `./tandem
/// docs` takes it, and compared with the one that is committed.
record ReferencePage(String name, List<String> lines) {
    void isCommitted() {
        Path made = Path.of("target/reference", name);
        try {
            Files.createDirectories(made.getParent());
            Files.write(made, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(Docs.lines("docs/reference/" + name))
                .as("docs/reference/" + name + " tells what the code says; if the change is meant, run ./tandem docs"
                        + " (or copy services/standalone/" + made + " over it)")
                .containsExactlyElementsOf(lines);
    }
}
