package io.tandem.hub.sandbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Bubblewrap around a program, and `prlimit` within: namespaces of its own for users, processes, mounts, network, IPC
/// and host name; `/usr` to read, a folder of its own to write, no capability, and limits for each of its processes.
///
/// Limits hold for each process, and there are at most [#PROCESSES] of them with their threads; a sum is kept by a
/// container, not here.
@Singleton
public final class Sandbox {
    private static final Logger LOG = Logger.getLogger(Sandbox.class);

    /// Most processes and threads at once.
    static final int PROCESSES = 128;

    /// Where the program's own folder is, as the program sees it.
    static final String WORK = "/home/connector";

    private static final long FOLDER_BYTES = 1L << 30;
    private static final long FILE_BYTES = 256L << 20;
    private static final long TEMPORARY_BYTES = 64L << 20;
    private static final int FILES = 1_024;
    private static final String NONE =
            "No program can be run in a sandbox on this machine: install bubblewrap 0.8 or newer"
                    + " and util-linux (apt install bubblewrap util-linux), and allow user namespaces.";
    private static final Set<Path> TOO_MUCH = Stream.of(
                    "/", "/boot", "/etc", "/home", "/root", "/tmp", "/var", "/var/lib", "/var/run")
            .map(Path::of)
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
    private static final List<Path> KERNEL =
            List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"), Path.of("/run"));
    private static final List<String> ALWAYS =
            List.of("/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime", "/etc/ssl/certs", "/etc/pki/tls/certs");
    private static final List<String> FOR_NETWORK = List.of("/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf");

    private final Path folders;
    private final @Nullable Path secret;
    private @Nullable Boolean usable;

    @Inject
    public Sandbox(SandboxSettings settings) {
        this.folders = settings.folders().toAbsolutePath().normalize();
        this.secret = this.folders.getParent();
    }

    /// Why nothing can be run, with what to install; empty where programs can be run.
    public synchronized Optional<String> missing() {
        if (usable == null || !usable) {
            boolean before = usable != null;
            usable = tried();
            if (!usable && !before) {
                LOG.warn(NONE);
            }
        }
        return usable ? Optional.empty() : Optional.of(NONE);
    }

    /// What is wrong with a program on this machine, for who registers it.
    public Optional<String> fault(Program program) {
        Path command = Path.of(program.command());
        if (!Files.isRegularFile(command) || !Files.isExecutable(command)) {
            return Optional.of("There is no program " + command + " on this machine that may be run.");
        }
        return shown(program).stream().flatMap(path -> refused(path).stream()).findFirst();
    }

    /// The process, not started yet.
    ///
    /// @param name of its folder
    /// @param secrets go into its environment with what the program was given
    /// @throws IOException with words for people, if it cannot be run
    public ProcessBuilder process(String name, Program program, Map<String, String> secrets) throws IOException {
        Optional<String> why = missing().or(() -> fault(program));
        if (why.isPresent()) {
            throw new IOException(why.get());
        }
        Path own = own(name);
        List<String> line = new ArrayList<>(enclosed());
        if (program.network()) {
            line.add("--share-net");
            FOR_NETWORK.forEach(path -> line.addAll(List.of("--ro-bind-try", path, path)));
        }
        for (Path path : shown(program)) {
            line.addAll(List.of("--ro-bind", path.toString(), path.toString()));
        }
        line.addAll(List.of("--bind", own.toString(), WORK, "--chdir", WORK, "--remount-ro", "/", "--"));
        line.addAll(limited(program.memoryMiB(), program.cpuSeconds()));
        line.add(program.command());
        line.addAll(program.arguments());
        ProcessBuilder process = new ProcessBuilder(line).directory(own.toFile());
        process.environment().clear();
        process.environment().putAll(program.environment());
        process.environment().putAll(secrets);
        return process;
    }

    private static List<String> enclosed() {
        List<String> line = new ArrayList<>(List.of(
                "bwrap",
                "--unshare-all",
                "--unshare-user",
                "--disable-userns",
                "--uid",
                "65534",
                "--gid",
                "65534",
                "--cap-drop",
                "ALL",
                "--die-with-parent",
                "--new-session",
                "--hostname",
                "connector",
                "--ro-bind",
                "/usr",
                "/usr",
                "--proc",
                "/proc",
                "--dev",
                "/dev",
                "--size",
                Long.toString(TEMPORARY_BYTES),
                "--tmpfs",
                "/tmp"));
        for (String path : List.of("/bin", "/sbin", "/lib", "/lib64")) {
            Path there = Path.of(path);
            if (Files.isSymbolicLink(there)) {
                line.addAll(List.of("--symlink", target(there), path));
            } else {
                line.addAll(List.of("--ro-bind-try", path, path));
            }
        }
        ALWAYS.forEach(path -> line.addAll(List.of("--ro-bind-try", path, path)));
        return line;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + link, e);
        }
    }

    /// Writable memory, not address space: virtual machines reserve much more than they use.
    private static List<String> limited(int memoryMiB, int cpuSeconds) {
        return List.of(
                "/usr/bin/prlimit",
                "--data=" + ((long) memoryMiB << 20),
                "--cpu=" + cpuSeconds,
                "--nproc=" + PROCESSES,
                "--nofile=" + FILES,
                "--fsize=" + FILE_BYTES,
                "--core=0",
                "--");
    }

    private boolean tried() {
        List<String> line = new ArrayList<>(enclosed());
        line.add("--");
        line.addAll(limited(64, 5));
        line.add("/usr/bin/true");
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(5, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            LOG.debug("bubblewrap cannot be run", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<Path> shown(Program program) {
        Path folder = Path.of(program.command()).getParent();
        return Stream.concat(
                        Stream.ofNullable(folder), program.readable().stream().map(Path::of))
                .filter(path -> !path.startsWith("/usr") && !isLinkIntoUsr(path))
                .distinct()
                .toList();
    }

    private static boolean isLinkIntoUsr(Path path) {
        return path.getNameCount() == 1
                && Files.isSymbolicLink(path)
                && target(path).startsWith("usr/");
    }

    private Optional<String> refused(Path path) {
        Path real;
        try {
            real = path.toRealPath();
        } catch (IOException e) {
            LOG.debugf(e, "%s", path);
            return Optional.of("There is nothing at " + path + " on this machine that may be read.");
        }
        if (TOO_MUCH.contains(real) || KERNEL.stream().anyMatch(real::startsWith)) {
            return Optional.of(
                    path + " holds more than a connector may read: name the folder below it that is needed.");
        }
        if (secret != null && (real.startsWith(real(secret)) || real(secret).startsWith(real))) {
            return Optional.of(
                    path + " holds what belongs to the platform itself; put the program into another folder.");
        }
        return Optional.empty();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            LOG.debugf(e, "%s is not there yet", path);
            return path;
        }
    }

    /// Made for the platform's user alone.
    private Path own(String name) throws IOException {
        Path own = folders.resolve(name);
        Files.createDirectories(folders);
        if (!Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(
                    own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        try (Stream<Path> files = Files.walk(own)) {
            long held = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            if (held > FOLDER_BYTES) {
                throw new IOException("Its folder " + own + " holds more than " + (FOLDER_BYTES >> 20)
                        + " MiB: remove what is not needed.");
            }
        }
        return own;
    }
}
