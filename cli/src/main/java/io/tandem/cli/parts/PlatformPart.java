package io.tandem.cli.parts;

import io.tandem.cli.home.Secrets;
import io.tandem.cli.home.Service;
import io.tandem.cli.home.Settings;
import io.tandem.cli.outcome.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The platform itself: all services in one process. It runs from a copy, so that a build beside it takes nothing away
/// from it.
public final class PlatformPart implements Part {
    /// Where connectors may be beside the public internet.
    private static final String EGRESS = "TANDEM_HUB_EGRESS_ALLOW";

    private static final String THIS_MACHINE = "127.0.0.0/8,::1";

    private final Settings settings;
    private final Secrets secrets;
    private final Map<String, String> models;
    private final Path source;
    private Path copy;

    /// @param models variables that tell the platform of its language models
    public PlatformPart(Settings settings, Secrets secrets, Map<String, String> models, Distribution distribution) {
        this.settings = settings;
        this.secrets = secrets;
        this.models = Map.copyOf(models);
        this.source = distribution.platform();
        this.copy = source;
    }

    @Override
    public String name() {
        return "platform";
    }

    @Override
    public String address() {
        return settings.url();
    }

    @Override
    public List<Integer> ports() {
        return List.of(settings.ports().http());
    }

    @Override
    public boolean needsDatabase() {
        return true;
    }

    @Override
    public void prepare(Consumer<String> doing) {
        if (!Files.exists(source.resolve("quarkus-run.jar"))) {
            throw Failure.failed("The platform is not built (" + source + " is missing): run ./tandem build.");
        }
        Path folder = settings.home().parts();
        try {
            copy = folder.resolve("platform-" + contents());
            if (!Files.exists(copy)) {
                doing.accept("copying the platform");
                try (DirectoryStream<Path> older = Files.newDirectoryStream(folder, "platform-*")) {
                    for (Path path : older) {
                        if (Files.isDirectory(path)) {
                            Folders.delete(path);
                        }
                    }
                }
                Path fresh = folder.resolve("platform.new");
                Folders.delete(fresh);
                copyTree(fresh);
                Files.move(fresh, copy);
            }
        } catch (IOException e) {
            throw Failure.failed("The platform cannot be copied into " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    @Override
    public Launch launch() {
        List<String> command = List.of(
                JavaCommand.java(),
                cache().option(),
                "-Xms128m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Xlog:aot=error,cds=error",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-jar",
                copy.resolve("quarkus-run.jar").toString());
        Duration grace = Duration.ofSeconds(cache().recorded() ? 20 : 90);
        return new Launch(command, environment(), settings.home().root(), new Launch.Stop("TERM", grace));
    }

    @Override
    public boolean ready() {
        return Probe.http("http://127.0.0.1:" + settings.ports().http() + "/q/health/ready");
    }

    @Override
    public void whenStopped() {
        cache().keep();
    }

    private StartCache cache() {
        return new StartCache(settings.home().parts(), name(), copy.toString());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TANDEM_HOME", settings.home().root().toString());
        environment.put("TANDEM_HTTP_PORT", Integer.toString(settings.ports().http()));
        environment.put("TANDEM_URL", settings.url());
        environment.put("TANDEM_POSTGRES_URL", settings.postgresUrl());
        environment.put("TANDEM_KAFKA_BOOTSTRAP", settings.kafkaBootstrap());
        environment.put("TANDEM_OIDC_URL", settings.oidcUrl());
        environment.put(EGRESS, settings.value(EGRESS).orElse(THIS_MACHINE));
        environment.put("TANDEM_SHOP_DB_PASSWORD", secrets.shopPassword());
        environment.put("TANDEM_SHOP_READER_DB_PASSWORD", secrets.shopReaderPassword());
        environment.put("TANDEM_HUB_SEAL_SECRET", secrets.sealSecret());
        environment.putAll(models);
        for (Service service : Service.values()) {
            environment.put(service.databasePasswordVariable(), secrets.databasePassword(service));
            environment.put(service.clientSecretVariable(), secrets.clientSecret(service));
        }
        return environment;
    }

    /// Changes with every build: names, sizes and times of the files.
    private String contents() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append(source.relativize(file))
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file).toMillis())
                        .append('\n');
            }
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private void copyTree(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copied = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
