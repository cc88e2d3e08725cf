package io.tandem.connectors.documents;

import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tandem.connectors.documents.Folder.Document;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The three tools of this server.
@Singleton
@McpServer("documents")
public class DocumentTools {
    private final Folder folder;
    private final DocumentSettings settings;

    @Inject
    DocumentTools(DocumentSettings settings) {
        this.folder = new Folder(Path.of(settings.folder()).toAbsolutePath().normalize());
        this.settings = settings;
    }

    /// Names and titles.
    @Tool(description = "Lists the documents: name and title of each.")
    @RunOnVirtualThread
    public String list() {
        List<Document> documents = folder.all();
        return documents.isEmpty()
                ? "There are no documents."
                : documents.stream()
                        .map(document -> document.name() + " -- " + document.title())
                        .collect(Collectors.joining("\n"));
    }

    /// Passages that fit, best first.
    @Tool(description = "Searches all documents and gives the best passages with the names of their documents.")
    @RunOnVirtualThread
    public String search(@ToolArg(description = "a few words to look for") String query) {
        List<Search.Hit> hits = new Search(folder.all()).best(query, settings.maxResults());
        return hits.isEmpty()
                ? "Nothing fits. Try other words, or call list."
                : hits.stream()
                        .map(hit -> hit.document() + " -- " + hit.title() + "\n" + hit.snippet())
                        .collect(Collectors.joining("\n\n"));
    }

    /// The text of one document.
    @Tool(description = "Reads one document.")
    @RunOnVirtualThread
    public String read(
            @ToolArg(description = "the document's name as list and search give it") String name,
            @ToolArg(description = "the character to begin at; 0 if left out", required = false)
                    Optional<Integer> offset) {
        String text = folder.read(name).text();
        int from = Math.clamp(offset.orElse(0), 0, text.length());
        int to = Math.min(text.length(), from + settings.maxChars());
        String rest = to < text.length() ? "\n\n(There is more: read on with offset " + to + ".)" : "";
        return text.substring(from, to) + rest;
    }
}
