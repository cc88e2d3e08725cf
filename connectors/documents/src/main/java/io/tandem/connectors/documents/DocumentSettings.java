package io.tandem.connectors.documents;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Which folder, and how much of it in one answer.
@ConfigMapping(prefix = "tandem.connectors.documents")
public interface DocumentSettings {
    /// The folder whose text files (`.md`, `.txt`) agents may read.
    @WithDefault("${tandem.home:${user.home}/.tandem}/documents")
    String folder();

    /// How many characters one reading gives; the rest is read with an offset.
    @WithDefault("20000")
    int maxChars();

    /// How many results one search gives.
    @WithDefault("5")
    int maxResults();
}
