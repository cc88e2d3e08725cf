package io.tandem.connectors.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.mcp.server.ToolCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields.
class FolderTest {
    @TempDir
    Path outside;

    private Path root;
    private Folder folder;

    @BeforeEach
    void write() throws IOException {
        root = Files.createDirectories(outside.resolve("docs"));
        Files.writeString(outside.resolve("secret.md"), "# Secret");
        Files.writeString(root.resolve("returns.md"), "# Returns\n\nGoods go back within 30 days.");
        Files.writeString(root.resolve("travel.md"), "# Travel\n\nTrains are booked in second class.");
        Files.writeString(root.resolve("key.pem"), "not a document");
        folder = new Folder(root);
    }

    @Nested
    class GivenANameThatLeavesTheFolder {
        @ParameterizedTest
        @ValueSource(strings = {"../secret.md", "a/../../secret.md", "/etc/hostname", "key.pem", "", ".", "\u0000"})
        void isNoDocument(String name) {
            assertThatThrownBy(() -> folder.read(name)).isInstanceOf(ToolCallException.class);
        }

        @Test
        void isNoDocumentAsAnAbsolutePath() {
            String name = outside.resolve("secret.md").toString();
            assertThatThrownBy(() -> folder.read(name)).isInstanceOf(ToolCallException.class);
        }

        @Test
        void isNoDocumentThroughALink() throws IOException {
            Files.createSymbolicLink(root.resolve("link.md"), outside.resolve("secret.md"));
            assertThatThrownBy(() -> folder.read("link.md")).isInstanceOf(ToolCallException.class);
            assertThat(folder.all()).extracting(Folder.Document::name).containsExactly("returns.md", "travel.md");
        }
    }

    @Nested
    class GivenDocuments {
        @Test
        void areReadByName() {
            assertThat(folder.read("returns.md").text()).contains("30 days");
        }

        @Test
        void areFoundByAWordOfTheText() {
            assertThat(new Search(folder.all()).best("booking a train", 5))
                    .extracting(Search.Hit::document)
                    .containsExactly("travel.md");
        }

        @Test
        void areNotFoundByWordsThatTheyDoNotHold() {
            assertThat(new Search(folder.all()).best("zebra", 5)).isEmpty();
        }
    }
}
