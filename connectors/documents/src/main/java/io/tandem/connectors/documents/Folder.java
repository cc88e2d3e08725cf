package io.tandem.connectors.documents;

import io.quarkiverse.mcp.server.ToolCallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The text files below one folder.
record Folder(Path root) {
    private static final int DEPTH = 8;
    private static final int MOST_FILES = 5_000;
    private static final long LARGEST = 2L * 1024 * 1024;

    /// One file with its text.
    ///
    /// @param name its path within the folder, with slashes
    record Document(String name, String text) {
        /// The first heading, or the name.
        String title() {
            return text.lines()
                    .filter(line -> line.startsWith("# "))
                    .map(line -> line.substring(2).strip())
                    .findFirst()
                    .orElse(name);
        }
    }

    /// All documents by name.
    List<Document> all() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root, DEPTH)) {
            Path real = root.toRealPath();
            return files.filter(Folder::isDocument)
                    .filter(file -> isWithin(real, file))
                    .limit(MOST_FILES)
                    .sorted()
                    .map(this::document)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ToolCallException("The folder of documents cannot be read now.", e);
        }
    }

    /// One document.
    ///
    /// @throws ToolCallException if there is none of this name in the folder
    Document read(String name) {
        try {
            Path file = root.resolve(name.strip()).normalize();
            if (isDocument(file) && isWithin(root.toRealPath(), file)) {
                return document(file);
            }
        } catch (InvalidPathException | IOException e) {
            throw unknown(name);
        }
        throw unknown(name);
    }

    private static ToolCallException unknown(String name) {
        String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return new ToolCallException("There is no document \"" + shown + "\"; call list to see the names.");
    }

    /// Whether the file truly lies in the folder, links followed.
    private static boolean isWithin(Path realRoot, Path file) {
        try {
            return file.toRealPath().startsWith(realRoot);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isDocument(Path file) {
        String name = String.valueOf(file.getFileName());
        return (name.endsWith(".md") || name.endsWith(".txt")) && Files.isRegularFile(file);
    }

    private Document document(Path file) {
        try {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (Files.size(file) > LARGEST) {
                return new Document(name, "(This document is too large to be read here.)");
            }
            return new Document(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
