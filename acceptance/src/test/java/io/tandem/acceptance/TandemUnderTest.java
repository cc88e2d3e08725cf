package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.A2aJson;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// A Tandem started by the command line with a home and ports of its own, once for all tests of this JVM, and stopped
/// at its end.
final class TandemUnderTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path HOME = Path.of("target", "home").toAbsolutePath();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<String, String> environment;

    private TandemUnderTest(Map<String, String> environment) {
        this.environment = environment;
    }

    /// The one that runs, started on first use.
    static TandemUnderTest running() {
        return Holder.STARTED;
    }

    private static final class Holder {
        static final TandemUnderTest STARTED = start();
    }

    private static TandemUnderTest start() {
        try {
            forgetLastRun();
            Map<String, String> environment = new LinkedHashMap<>();
            environment.put("TANDEM_HOME", HOME.toString());
            for (String part : List.of("HTTP", "KEYCLOAK", "POSTGRES", "KAFKA")) {
                environment.put("TANDEM_" + part + "_PORT", Integer.toString(freePort()));
            }
            environment.put(
                    "TANDEM_MODELS_FILE",
                    Path.of("src/test/resources/models.yaml").toAbsolutePath().toString());
            TandemUnderTest tandem = new TandemUnderTest(environment);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> tandem.command("down")));
            tandem.command("up", "-d");
            return tandem;
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    private static void forgetLastRun() throws IOException {
        if (Files.exists(HOME)) {
            try (var files = Files.walk(HOME)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /// Runs a command of the command line and returns what it printed.
    ///
    /// @throws IllegalStateException with its output if it failed
    String command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dtandem.project=" + PROJECT,
                "-cp",
                classPath(),
                "io.tandem.cli.command.Tandem"));
        command.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile("tandem", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        String.join(" ", arguments) + " failed: " + output + Files.readString(errors));
            }
            return output.strip();
        } catch (IOException e) {
            throw new IllegalStateException("cannot run the command line", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// A token of one of the demo people.
    String token(String person) {
        return command("token", "--user", person);
    }

    URI url(String path) {
        return URI.create("http://localhost:" + environment.get("TANDEM_HTTP_PORT") + path);
    }

    /// Its data folder, which holds the demo people's passwords.
    Path home() {
        return HOME;
    }

    String kafka() {
        return "127.0.0.1:" + environment.get("TANDEM_KAFKA_PORT");
    }

    /// An unmodified A2A client for an agent, as that person.
    A2aHttpClient agent(String name, String person) {
        String token = token(person);
        return new A2aHttpClient(
                url("/a2a/agents/" + name), A2aHttpClient.Settings.defaults().withBearer(() -> token));
    }

    /// `kill -9` of a part: `platform`, `postgres`, `kafka` or `keycloak`.
    void kill(String part) {
        JsonNode status = A2aJson.parse(command("status", "-o", "json").getBytes(StandardCharsets.UTF_8));
        for (JsonNode candidate : status.get("parts")) {
            if (candidate.get("name").asText().equals(part) && candidate.hasNonNull("pid")) {
                ProcessHandle.of(candidate.get("pid").asLong()).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    /// Waits until every part answers for itself again.
    void awaitReady() {
        Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
            HttpRequest request = HttpRequest.newBuilder(url("/q/health/ready")).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        });
    }

    private static String classPath() {
        try (var jars = Files.list(PROJECT.resolve("cli/target"))) {
            Path jar = jars.filter(path -> path.getFileName().toString().matches("tandem-cli-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow();
            return jar + ":"
                    + Files.readString(PROJECT.resolve("cli/target/tandem/class-path"))
                            .strip();
        } catch (IOException e) {
            throw new IllegalStateException("build the command line first: ./tandem build", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
