package io.tandem.cli.parts;

import io.tandem.cli.home.Secrets;
import io.tandem.cli.home.Settings;
import io.tandem.cli.outcome.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The real PostgreSQL. Its data outlive everything: fsync, synchronous_commit and full_page_writes stay on.
public final class PostgresPart implements Part {
    private final Settings settings;
    private final Secrets secrets;
    private final Distribution distribution;
    private final Databases databases;
    private final Path programs;
    private final Path data;

    public PostgresPart(Settings settings, Secrets secrets, Distribution distribution) {
        this.settings = settings;
        this.secrets = secrets;
        this.distribution = distribution;
        this.databases = new Databases(settings, secrets);
        this.programs = settings.home().parts().resolve("postgres");
        this.data = settings.home().data().resolve("postgres");
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String address() {
        return "127.0.0.1:" + settings.ports().postgres();
    }

    @Override
    public List<Integer> ports() {
        return List.of(settings.ports().postgres());
    }

    @Override
    public boolean needsDatabase() {
        return false;
    }

    @Override
    public void prepare(Consumer<String> doing) {
        unpack(doing);
        Path version = data.resolve("PG_VERSION");
        try {
            if (!Files.exists(version)) {
                doing.accept("making the database cluster");
                initialise();
            } else if (!Files.readString(version).strip().equals("18")) {
                throw Failure.failed("The data in " + data + " were written by PostgreSQL "
                        + Files.readString(version).strip()
                        + ", and this is 18: dump them with the older version first.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Launch launch() {
        forgetForeignLock();
        return new Launch(
                ServerUser.current()
                        .command(List.of(
                                program("postgres"),
                                "-D",
                                data.toString(),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "port=" + settings.ports().postgres(),
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "max_connections=150",
                                "-c",
                                "fsync=on",
                                "-c",
                                "synchronous_commit=on",
                                "-c",
                                "full_page_writes=on",
                                "-c",
                                "log_line_prefix=%m [%p] %q%u@%d ")),
                Map.of("LC_ALL", "C"),
                data,
                new Launch.Stop("INT", Duration.ofSeconds(20)));
    }

    @Override
    public boolean ready() {
        return databases.reachable();
    }

    @Override
    public void whenReady() {
        databases.create();
    }

    private void unpack(Consumer<String> doing) {
        Path archive = distribution.postgresArchive();
        Path marker = programs.resolve(".unpacked-" + archive.getFileName());
        if (Files.exists(marker)) {
            return;
        }
        doing.accept("unpacking PostgreSQL");
        Folders.delete(programs);
        Unpacking.txzInJar(archive, programs);
        try {
            Files.createFile(marker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void initialise() throws IOException {
        Path fresh = data.resolveSibling("postgres.new");
        Path password = settings.home().run().resolve("initdb.password");
        ServerUser user = ServerUser.current();
        Folders.delete(fresh);
        Files.createDirectories(fresh);
        user.checkReach(fresh);
        user.own(fresh);
        try {
            Files.deleteIfExists(password);
            Files.createFile(
                    password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(password, secrets.postgresAdminPassword() + "\n");
            user.own(password);
            Commands.run(
                    user.command(List.of(
                            program("initdb"),
                            "-D",
                            fresh.toString(),
                            "-U",
                            "postgres",
                            "--auth=scram-sha-256",
                            "--pwfile=" + password,
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8")),
                    Map.of("LC_ALL", "C"),
                    settings.home().log(name()));
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(fresh, data);
    }

    /// After a crash of the machine the lock file may name a process that is now something else; the server would
    /// refuse.
    private void forgetForeignLock() {
        Path lock = data.resolve("postmaster.pid");
        try {
            if (!Files.exists(lock)) {
                return;
            }
            long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
            boolean server = ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.endsWith("postgres"))
                    .isPresent();
            if (!server) {
                Files.delete(lock);
            }
        } catch (IOException | NumberFormatException e) {
            throw Failure.failed("The lock file " + lock + " cannot be read: delete it if no PostgreSQL runs.", e);
        }
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }
}
