package io.tandem.worker.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
    private static final Progress SILENT = (doing, bytes, of) -> {};

    @TempDir
    Path folder = Path.of("");

    private final byte[] content = new byte[300_000];
    private Manifest.Entry entry = entry("");

    @BeforeEach
    void fill() throws IOException {
        new Random(7).nextBytes(content);
        entry = entry(Hashes.of(new ByteArrayInputStream(content)));
    }

    private Manifest.Entry entry(String sha256) {
        return new Manifest.Entry(
                "tiny",
                "Tiny",
                "tiny.gguf",
                content.length,
                sha256,
                "Apache-2.0",
                1,
                new Manifest.Hub("o/r", "tiny.gguf"),
                new Manifest.Packages("p%d", "1", List.of()));
    }

    private Path store() {
        return folder.resolve("store");
    }

    @Nested
    class GivenAFileOfThePersons {
        @Test
        void isVerifiedAndKept() throws Exception {
            Path file = Files.write(folder.resolve("tiny.gguf"), content);

            Path kept = new Weights(store(), List.of(new FileSource(List.of(folder)))).fetch(entry, SILENT);

            assertThat(kept).isEqualTo(store().resolve("tiny.gguf")).hasBinaryContent(content);
            assertThat(file).exists();
            assertThat(store().resolve("tiny.gguf.file.partial")).doesNotExist();
        }

        @Test
        void isRefusedWhenItIsAnother() throws Exception {
            byte[] other = content.clone();
            other[5]++;
            Files.write(folder.resolve("tiny.gguf"), other);
            Weights weights = new Weights(store(), List.of(new FileSource(List.of(folder))));

            assertThatThrownBy(() -> weights.fetch(entry, SILENT))
                    .isInstanceOf(WeightsProblem.class)
                    .hasMessageContaining("its hash differs");
            assertThat(store().resolve("tiny.gguf")).doesNotExist();
        }
    }

    @Nested
    class GivenAHub {
        @Test
        void goesOnWhereAnEarlierTryStopped() throws Exception {
            List<String> ranges = new CopyOnWriteArrayList<>();
            HttpServer hub = hub(ranges);
            Files.createDirectories(store());
            Files.write(store().resolve("tiny.gguf.hub.partial"), Arrays.copyOf(content, 100_000));
            try {
                Path kept = new Weights(store(), List.of(new HubSource(address(hub)))).fetch(entry, SILENT);

                assertThat(kept).hasBinaryContent(content);
                assertThat(ranges).containsExactly("bytes=100000-");
            } finally {
                hub.stop(0);
            }
        }

        @Test
        void isNotAskedForAFileOfAnotherSize() throws Exception {
            HttpServer hub = hub(new CopyOnWriteArrayList<>());
            Manifest.Entry larger = new Manifest.Entry(
                    "t", "T", "tiny.gguf", 5_000_000, entry.sha256(), "A", 1, entry.hub(), entry.packages());
            try {
                assertThatThrownBy(
                                () -> new Weights(store(), List.of(new HubSource(address(hub)))).fetch(larger, SILENT))
                        .hasMessageContaining("another size");
            } finally {
                hub.stop(0);
            }
        }

        private HttpServer hub(List<String> ranges) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/o/r/resolve/main/tiny.gguf", exchange -> {
                String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
                ranges.add(range);
                int from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
                exchange.sendResponseHeaders(206, content.length - from);
                exchange.getResponseBody().write(content, from, content.length - from);
                exchange.close();
            });
            server.start();
            return server;
        }

        private static String address(HttpServer server) {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }
    }

    @Nested
    class GivenSeveralSources {
        @Test
        void triesTheNextAndTellsAllFailures() {
            Weights weights =
                    new Weights(store(), List.of(new FileSource(List.of(folder)), new HubSource("http://127.0.0.1:1")));

            assertThatThrownBy(() -> weights.fetch(entry, SILENT))
                    .hasMessageContaining("file: There is no file")
                    .hasMessageContaining("hub: The model hub at http://127.0.0.1:1 cannot be reached.");
        }
    }

    @Nested
    class GivenTheManifest {
        @Test
        void addsUp() {
            assertThat(Manifest.read().models()).isNotEmpty().allSatisfy(model -> {
                assertThat(model.packages().pieces().stream()
                                .mapToLong(Manifest.Piece::size)
                                .sum())
                        .isEqualTo(model.size());
                assertThat(model.sha256()).matches("[0-9a-f]{64}");
            });
        }
    }
}
