package io.tandem.cli.home;

import io.tandem.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder that holds everything of one Tandem (`TANDEM_HOME`); two homes never share a file.
public record TandemHome(Path root) {
    public TandemHome {
        root = root.toAbsolutePath().normalize();
    }

    public Path data() {
        return root.resolve("data");
    }

    /// Unpacked programs; may be deleted while nothing runs, the next start makes them again.
    public Path parts() {
        return root.resolve("parts");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /// Copies of the ledger's signed checkpoints, where governance is not told another folder.
    public Path ledgerCopies() {
        return root.resolve("ledger").resolve("checkpoints");
    }

    public Path secretsFile() {
        return root.resolve("secrets.json");
    }

    public Path demoUsersFile() {
        return root.resolve("demo-users.json");
    }

    public Path demoClientsFile() {
        return root.resolve("demo-clients.json");
    }

    /// Makes the folders, and fails with a sentence when the person may not write there.
    public void create() {
        try {
            for (Path folder : new Path[] {root, data(), parts(), logs(), run()}) {
                Files.createDirectories(folder);
            }
            Files.delete(Files.createTempFile(run(), "write", ".check"));
        } catch (IOException e) {
            throw Failure.failed(
                    "Tandem cannot write to " + root + " (" + reason(e)
                            + "): make that folder writable, or set TANDEM_HOME to another one.",
                    e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileAlreadyExistsException file -> file.getFile() + " is no folder";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
