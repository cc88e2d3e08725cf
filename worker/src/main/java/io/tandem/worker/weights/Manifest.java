package io.tandem.worker.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The models that the product knows (`models.json`).
public record Manifest(List<Entry> models) {
    public Manifest {
        models = List.copyOf(models);
    }

    /// @param size bytes
    /// @param memory bytes that running it takes
    public record Entry(
            String id,
            String title,
            String file,
            long size,
            String sha256,
            String licence,
            long memory,
            Hub hub,
            Packages packages) {}

    /// @param repository `owner/name`
    public record Hub(String repository, String file) {}

    /// Wheels that hold one piece each, to be joined in order.
    ///
    /// @param name with `%d` for the number, from 1
    public record Packages(String name, String version, List<Piece> pieces) {
        public Packages {
            pieces = List.copyOf(pieces);
        }
    }

    /// @param sha256 absent where only the whole was pinned
    public record Piece(long size, @Nullable String sha256) {}

    public static Manifest read() {
        try (InputStream in = Manifest.class.getResourceAsStream("models.json")) {
            if (in == null) {
                throw new IllegalStateException("models.json is missing from the program");
            }
            return new ObjectMapper().readValue(in, Manifest.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws WeightsProblem if there is no such model
    public Entry entry(String id) {
        return models.stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new WeightsProblem("There is no local model \"" + id + "\"; there are: "
                        + models.stream().map(Entry::id).collect(Collectors.joining(", ")) + "."));
    }
}
