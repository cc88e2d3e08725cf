package io.tandem.governance.seal;

import io.tandem.ledger.Checkpoint;
import io.tandem.ledger.SignedNote;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Copies of checkpoints as files, so that who owns the database cannot roll it back unseen: the last one of each team
/// and day, as `TEAM/2026-11-22.checkpoint`.
final class KeptCheckpoints {
    private static final String ENDING = ".checkpoint";

    private final Path folder;
    private final Map<String, Checkpoint> newest = new ConcurrentHashMap<>();

    KeptCheckpoints(Path folder) {
        this.folder = folder;
    }

    /// Writes a copy unless a newer one of that day is there.
    void keep(Checkpoint checkpoint, SignedNote note) throws IOException {
        Path file = folder.resolve(URLEncoder.encode(checkpoint.team(), StandardCharsets.UTF_8))
                .resolve(checkpoint.at().atZone(ZoneOffset.UTC).toLocalDate() + ENDING);
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, note.format());
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        newest.put(checkpoint.team(), checkpoint);
    }

    /// The largest checkpoint of that team of which there is a copy.
    Optional<Checkpoint> newest(String team) throws IOException {
        Checkpoint known = newest.get(team);
        if (known == null) {
            Path ofTeam = folder.resolve(URLEncoder.encode(team, StandardCharsets.UTF_8));
            for (String note : notes(ofTeam)) {
                Checkpoint read = Checkpoint.read(SignedNote.parse(note).text());
                if (known == null || read.size() > known.size()) {
                    known = read;
                }
            }
        }
        return Optional.ofNullable(known);
    }

    /// All copies, as signed notes.
    List<String> notes() throws IOException {
        List<String> notes = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> teams = Files.newDirectoryStream(folder)) {
                for (Path team : teams) {
                    notes.addAll(notes(team));
                }
            }
        }
        return notes;
    }

    private static List<String> notes(Path team) throws IOException {
        List<String> notes = new ArrayList<>();
        if (Files.isDirectory(team)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(team, "*" + ENDING)) {
                for (Path file : files) {
                    notes.add(Files.readString(file));
                }
            }
        }
        return notes;
    }
}
