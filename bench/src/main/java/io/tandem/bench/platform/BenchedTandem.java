package io.tandem.bench.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A Tandem with a home and ports of its own, driven by `./tandem` as a user does, stopped and removed at the end.
public final class BenchedTandem implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path project;
    private final Path home;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private BenchedTandem(Path project, Path home) {
        this.project = project;
        this.home = home;
    }

    /// A fresh home on free ports; nothing is started yet.
    public static BenchedTandem inNewHome(Path project) throws IOException {
        BenchedTandem tandem = new BenchedTandem(project, Files.createTempDirectory("tandem-bench"));
        tandem.environment.put("TANDEM_HOME", tandem.home.toString());
        for (String part : List.of("HTTP", "KEYCLOAK", "POSTGRES", "KAFKA")) {
            tandem.environment.put("TANDEM_" + part + "_PORT", Integer.toString(freePort()));
        }
        return tandem;
    }

    /// Runs `./tandem` and returns what it printed.
    ///
    /// @throws IllegalStateException with its output if it failed
    public String command(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(project.resolve("tandem").toString()));
        command.addAll(List.of(arguments));
        Path errors = home.resolve("bench.err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    String.join(" ", arguments) + " failed: " + output + Files.readString(errors));
        }
        return output.strip();
    }

    public int httpPort() {
        return Integer.parseInt(environment.get("TANDEM_HTTP_PORT"));
    }

    public String kafka() {
        return "127.0.0.1:" + environment.get("TANDEM_KAFKA_PORT");
    }

    /// The sum of the proportional set sizes of each part's processes, in MiB, by part; Linux only.
    public Map<String, Long> memory() throws IOException, InterruptedException {
        Map<String, Long> memory = new LinkedHashMap<>();
        JsonNode status = JSON.readTree(command("status", "-o", "json"));
        memory.put("supervisor", mebibytes(status.path("supervisor").path("pid").asLong()));
        for (JsonNode part : status.path("parts")) {
            if (part.path("pid").asLong() > 0) {
                memory.put(
                        part.path("name").asText(), mebibytes(part.path("pid").asLong()));
            }
        }
        return memory;
    }

    private static long mebibytes(long pid) throws IOException {
        List<ProcessHandle> family = new ArrayList<>();
        ProcessHandle.of(pid).ifPresent(parent -> {
            family.add(parent);
            // Only PostgreSQL's own children: the supervisor's are the other parts.
            parent.info()
                    .command()
                    .filter(command -> command.endsWith("postgres"))
                    .ifPresent(postgres -> parent.descendants().forEach(family::add));
        });
        long kibibytes = 0;
        for (ProcessHandle process : family) {
            Path rollup = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
            for (String line : Files.readAllLines(rollup)) {
                if (line.startsWith("Pss:")) {
                    kibibytes += Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        }
        return kibibytes / 1024;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        command("down");
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
