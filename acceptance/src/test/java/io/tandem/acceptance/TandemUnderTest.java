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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/// A Tandem started by the command line with a home and ports of its own, once for all tests of this JVM, and stopped
/// at its end.
final class TandemUnderTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path HOME = Path.of("target", "home").toAbsolutePath();

    private static final String MODELS = "TANDEM_MODELS_FILE";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<String, String> environment;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

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
        TandemUnderTest tandem = at(
                HOME,
                Map.of(
                        MODELS,
                        scripts(),
                        "TANDEM_HUB_CALL_TIME",
                        "5S",
                        "TANDEM_ROUTER_FIRST_TOKEN",
                        "3S",
                        "TANDEM_ROUTER_NEXT_TOKEN",
                        "3S"));
        tandem.command("up", "-d");
        return tandem;
    }

    /// One of a test's own, without the demo set, with the same scripted models; started.
    static TandemUnderTest alone(String home) {
        return alone(home, "models.yaml");
    }

    /// The same with scripted models of its own.
    ///
    /// @param scripts a file of the test resources
    static TandemUnderTest alone(String home, String scripts) {
        TandemUnderTest tandem = at(Path.of("target", home).toAbsolutePath(), Map.of(MODELS, scripts(scripts)));
        tandem.command("up", "-d", "--no-demo");
        return tandem;
    }

    /// One with an empty home and free ports, not started yet; what runs of it stops with this JVM.
    static TandemUnderTest at(Path home, Map<String, String> settings) {
        try {
            forgetLastRun(home);
            Map<String, String> environment = new LinkedHashMap<>(settings);
            environment.put("TANDEM_HOME", home.toString());
            for (String part : List.of("HTTP", "KEYCLOAK", "POSTGRES", "KAFKA")) {
                environment.put("TANDEM_" + part + "_PORT", Integer.toString(freePort()));
            }
            TandemUnderTest tandem = new TandemUnderTest(environment);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> tandem.command("down")));
            return tandem;
        } catch (IOException e) {
            throw new IllegalStateException("no free port, or no folder", e);
        }
    }

    private static String scripts() {
        return scripts("models.yaml");
    }

    private static String scripts(String file) {
        return Path.of("src/test/resources", file).toAbsolutePath().toString();
    }

    /// Starts the platform anew with a model server instead of scripts; the other parts run on.
    void useModelServer(URI base) {
        environment.remove(MODELS);
        environment.put("OPENAI_BASE_URL", base.toString());
        environment.put("OPENAI_API_KEY", "the-key-of-the-model-server");
        takeOver();
    }

    /// Starts the platform anew with the scripted models.
    void useScripts() {
        environment.remove("OPENAI_BASE_URL");
        environment.remove("OPENAI_API_KEY");
        environment.put(MODELS, scripts());
        takeOver();
    }

    /// The supervisor dies; the next `up` takes over what still runs as it should run.
    private void takeOver() {
        ProcessHandle supervisor =
                ProcessHandle.of(status().at("/supervisor/pid").asLong()).orElseThrow();
        supervisor.destroyForcibly();
        supervisor.onExit().join();
        command("up", "-d");
    }

    /// Waits until the demo set is loaded: until then its evaluations use the models.
    void awaitDemoSet() {
        Api builder = Api.as(this, "builder");
        Awaitility.await("the demo set, see target/home/logs/demo.log")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> settled(builder));
    }

    /// The last agent of the demo set is active, and its one call waits for an approval.
    private static boolean settled(Api builder) {
        JsonNode coordinator = builder.get("/api/v1/agents/sales-coordinator").body();
        JsonNode approvals = builder.get("/api/v1/approvals?status=waiting").body();
        return coordinator.path("state").asText().equals("ACTIVE")
                && !approvals.path("items").isEmpty();
    }

    /// A setting that counts from the next start on.
    void set(String variable, String value) {
        environment.put(variable, value);
    }

    private static void forgetLastRun(Path home) throws IOException {
        if (Files.exists(home)) {
            try (var files = Files.walk(home)) {
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

    /// A token of one of the demo people, at most a minute old.
    String token(String person) {
        return tokens.compute(
                        person,
                        (name, known) -> known == null
                                        || known.at().isBefore(Instant.now().minusSeconds(60))
                                ? new Token(command("token", "--user", name), Instant.now())
                                : known)
                .text();
    }

    private record Token(String text, Instant at) {}

    /// A token of one of Tandem's own services, as another service would have it.
    String serviceToken(String service) {
        JsonNode answer = form(
                oidc("/realms/tandem/protocol/openid-connect/token"),
                "grant_type=client_credentials&client_id=tandem-" + service + "&client_secret="
                        + secret("client." + service));
        return answer.get("access_token").asText();
    }

    /// A secret of this home.
    String secret(String name) {
        try {
            return A2aJson.parse(Files.readAllBytes(home().resolve("secrets.json")))
                    .get(name)
                    .asText();
        } catch (IOException e) {
            throw new IllegalStateException("no secrets in " + home(), e);
        }
    }

    /// An address of the identity provider.
    URI oidc(String path) {
        return URI.create("http://localhost:" + environment.get("TANDEM_KEYCLOAK_PORT") + path);
    }

    /// Posts a form and returns the answer.
    static JsonNode form(URI address, String form) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return A2aJson.parse(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    URI url(String path) {
        return URI.create("http://localhost:" + environment.get("TANDEM_HTTP_PORT") + path);
    }

    /// Its data folder, which holds the demo people's passwords.
    Path home() {
        return Path.of(environment.get("TANDEM_HOME"));
    }

    String postgres() {
        return "127.0.0.1:" + environment.get("TANDEM_POSTGRES_PORT");
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
        for (JsonNode candidate : status().get("parts")) {
            if (candidate.get("name").asText().equals(part) && candidate.hasNonNull("pid")) {
                ProcessHandle.of(candidate.get("pid").asLong()).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    private JsonNode status() {
        return A2aJson.parse(command("status", "-o", "json").getBytes(StandardCharsets.UTF_8));
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
