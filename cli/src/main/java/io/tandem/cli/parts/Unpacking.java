package io.tandem.cli.parts;

import io.tandem.cli.outcome.Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// Unpacks archives below one folder; an entry that would land outside it is an error.
final class Unpacking {
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");

    private Unpacking() {}

    /// A zip, its first path element left out.
    static void zip(Path archive, Path target) {
        try (ZipInputStream in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(archive), 1 << 16))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                if (!entry.isDirectory() && !name.isEmpty()) {
                    copy(in, inside(target, name));
                }
            }
        } catch (IOException e) {
            throw failure(archive, target, e);
        }
    }

    /// The one `.txz` in a jar.
    static void txzInJar(Path jar, Path target) {
        try (ZipInputStream outer = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = outer.getNextEntry(); entry != null; entry = outer.getNextEntry()) {
                if (entry.getName().endsWith(".txz")) {
                    txz(outer, target);
                    return;
                }
            }
        } catch (IOException e) {
            throw failure(jar, target, e);
        }
        throw Failure.failed("The archive " + jar + " holds no PostgreSQL: delete it and run ./tandem build.");
    }

    private static void txz(InputStream in, Path target) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path file = inside(target, entry.getName());
            if (entry.isSymbolicLink()) {
                inside(
                        target,
                        target.relativize(file.resolveSibling(entry.getLinkName()))
                                .toString());
                Files.createDirectories(file.getParent());
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else if (entry.isFile()) {
                copy(tar, file);
                if ((entry.getMode() & 0100) != 0) {
                    Files.setPosixFilePermissions(file, PROGRAM);
                }
            }
        }
    }

    private static void copy(InputStream in, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path inside(Path target, String name) throws IOException {
        Path file = target.resolve(name).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("entry outside the folder: " + name);
        }
        return file;
    }

    private static Failure failure(Path archive, Path target, IOException e) {
        return Failure.failed(
                "Unpacking " + archive.getFileName() + " into " + target + " failed (" + e.getMessage()
                        + "): check the free space there.",
                e);
    }
}
