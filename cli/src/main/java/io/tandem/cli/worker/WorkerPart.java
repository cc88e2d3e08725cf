package io.tandem.cli.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.Secrets;
import io.tandem.cli.home.Settings;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.parts.Distribution;
import io.tandem.cli.parts.JavaCommand;
import io.tandem.cli.parts.Launch;
import io.tandem.cli.parts.Part;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The local model worker. Its process answers at once and fetches its model by itself, so the platform does not wait.
public final class WorkerPart implements Part {
    private static final int LIMIT_MILLIS = 1000;

    private final Settings settings;
    private final Secrets secrets;
    private final ModelChoice choice;
    private final Distribution distribution;
    private Path copy;

    public WorkerPart(Settings settings, Secrets secrets, ModelChoice choice, Distribution distribution) {
        this.settings = settings;
        this.secrets = secrets;
        this.choice = choice;
        this.distribution = distribution;
        this.copy = distribution.workerJar();
    }

    @Override
    public String name() {
        return "model";
    }

    @Override
    public String address() {
        return url(secrets);
    }

    /// Where the platform finds it; the same for this home at each start.
    public static String url(Secrets secrets) {
        return "http://127.0.0.1:" + secrets.workerPort();
    }

    /// None that must be free: a taken port costs the model, not the platform.
    @Override
    public List<Integer> ports() {
        return List.of();
    }

    @Override
    public boolean needsDatabase() {
        return false;
    }

    @Override
    public boolean optional() {
        return true;
    }

    @Override
    public void prepare(Consumer<String> doing) {
        Path jar = distribution.workerJar();
        try {
            copy = settings.home()
                    .parts()
                    .resolve("worker-" + Files.getLastModifiedTime(jar).toMillis() + ".jar");
            if (!Files.exists(copy)) {
                Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw Failure.failed("The model worker cannot be copied: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public Launch launch() {
        List<String> command = List.of(
                JavaCommand.java(),
                "-Xms32m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                copy + File.pathSeparator + distribution.workerClassPath(),
                "io.tandem.worker.server.Worker");
        Map<String, String> environment = new HashMap<>();
        environment.put("TANDEM_WORKER_PORT", Integer.toString(secrets.workerPort()));
        environment.put("TANDEM_WORKER_TOKEN", secrets.workerToken());
        environment.put("TANDEM_MODEL_SOURCE", choice.source());
        // Threads that spin while they wait for each other cost a busy machine nearly all of the model's speed.
        environment.put("OMP_WAIT_POLICY", "passive");
        environment.put("TANDEM_PROJECT", distribution.project().toString());
        return new Launch(command, environment, settings.home().root(), new Launch.Stop("TERM", Duration.ofSeconds(5)));
    }

    @Override
    public boolean ready() {
        return health().isPresent();
    }

    @Override
    public Optional<Progress> progress() {
        return health().map(health -> {
            String status = health.path("status").asText();
            String detail = health.path("detail").asText();
            return new Progress(status, detail, status.equals("ready") || status.equals("failed"));
        });
    }

    private Optional<JsonNode> health() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(url(secrets) + "/health").toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            connection.setRequestProperty("Authorization", "Bearer " + secrets.workerToken());
            try (InputStream in = connection.getInputStream()) {
                return Optional.of(JsonFile.MAPPER.readTree(in));
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
