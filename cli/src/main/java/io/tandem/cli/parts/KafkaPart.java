package io.tandem.cli.parts;

import io.tandem.cli.home.Settings;
import io.tandem.cli.outcome.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;

/// The real Kafka broker, one node that is broker and controller (KRaft), from the jars of `kafka_2.13`.
public final class KafkaPart implements Part {
    private final Settings settings;
    private final Distribution distribution;
    private final Path data;
    private final Path properties;
    private final Path logging;

    public KafkaPart(Settings settings, Distribution distribution) {
        this.settings = settings;
        this.distribution = distribution;
        this.data = settings.home().data().resolve("kafka");
        this.properties = settings.home().run().resolve("kafka.properties");
        this.logging = settings.home().run().resolve("kafka-logging.properties");
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String address() {
        return settings.kafkaBootstrap();
    }

    @Override
    public List<Integer> ports() {
        return List.of(settings.ports().kafka());
    }

    @Override
    public boolean needsDatabase() {
        return false;
    }

    @Override
    public void prepare(Consumer<String> doing) {
        configure();
        if (!Files.exists(data.resolve("meta.properties"))) {
            doing.accept("formatting the broker's storage");
            List<String> command = java();
            command.addAll(
                    List.of("kafka.tools.StorageTool", "format", "-t", clusterId(), "-c", properties.toString()));
            Commands.run(command, Map.of(), settings.home().log(name()));
        }
    }

    @Override
    public Launch launch() {
        configure();
        List<String> command = java();
        command.add(1, cache().option());
        command.addAll(List.of("kafka.Kafka", properties.toString()));
        Duration grace = Duration.ofSeconds(cache().recorded() ? 20 : 90);
        return new Launch(command, Map.of(), data, new Launch.Stop("TERM", grace));
    }

    @Override
    public boolean ready() {
        return Probe.kafka("127.0.0.1", settings.ports().kafka());
    }

    @Override
    public void whenStopped() {
        cache().keep();
    }

    private StartCache cache() {
        return new StartCache(settings.home().parts(), name(), distribution.kafkaClassPath());
    }

    private List<String> java() {
        return new ArrayList<>(List.of(
                JavaCommand.java(),
                "-Xms96m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Xlog:aot=error,cds=error",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Djava.util.logging.config.file=" + logging,
                "-cp",
                distribution.kafkaClassPath()));
    }

    private void configure() {
        try {
            Files.createDirectories(data);
            Properties values = new Properties();
            try (InputStream in = KafkaPart.class.getResourceAsStream("kafka.properties")) {
                values.load(in);
            }
            int controller = controllerPort();
            int port = settings.ports().kafka();
            values.setProperty("listeners", "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
            values.setProperty("advertised.listeners", "BROKER://127.0.0.1:" + port);
            values.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controller);
            values.setProperty("log.dirs", data.toString());
            try (var out = Files.newBufferedWriter(properties)) {
                values.store(out, "written by tandem at each start");
            }
            try (InputStream in = KafkaPart.class.getResourceAsStream("kafka-logging.properties")) {
                if (in == null) {
                    throw new IOException("kafka-logging.properties is not in the jar");
                }
                Files.write(logging, in.readAllBytes());
            }
        } catch (IOException e) {
            throw Failure.failed("The broker's configuration cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /// The controller speaks only to its own broker: any free port does. The last one is kept while it is free, or
    /// ours.
    private int controllerPort() throws IOException {
        if (Files.exists(properties)) {
            Properties last = new Properties();
            try (var in = Files.newBufferedReader(properties)) {
                last.load(in);
            }
            String voters = last.getProperty("controller.quorum.voters", "");
            int port = voters.isEmpty() ? 0 : Integer.parseInt(voters.substring(voters.lastIndexOf(':') + 1));
            if (port > 0 && (ready() || free(port))) {
                return port;
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Kafka's own form of an id: 16 bytes, URL-safe base 64.
    private static String clusterId() {
        UUID id = UUID.randomUUID();
        byte[] bytes = java.nio.ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        bytes[0] &= 0x7F; // never starts with '-', which a command line would read as an option
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
