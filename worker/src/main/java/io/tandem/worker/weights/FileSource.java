package io.tandem.worker.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file that the person has: the one that `TANDEM_MODEL_FILE` names, or one of the right name in a folder `models`.
final class FileSource implements Source {
    private final List<Path> places;

    /// @param places files, or folders that may hold one of the model's name
    FileSource(List<Path> places) {
        this.places = List.copyOf(places);
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public void fetch(Manifest.Entry entry, Partial partial, Progress progress) throws IOException {
        for (Path place : places) {
            Path file = Files.isDirectory(place) ? place.resolve(entry.file()) : place;
            if (Files.isRegularFile(file)) {
                if (Files.size(file) != entry.size()) {
                    throw new WeightsProblem("The file " + file + " has " + Files.size(file) + " bytes and not "
                            + entry.size() + ", so it is not " + entry.title() + ".");
                }
                partial.truncate(0);
                try (InputStream in = Files.newInputStream(file)) {
                    partial.append(in, entry, progress);
                }
                return;
            }
        }
        throw new WeightsProblem("There is no file " + entry.file() + " in " + places + ".");
    }
}
