package io.tandem.kit.testing;

import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.KafkaSettings;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/// A real Kafka broker (KRaft) as a child process of the tests' JVM.
public final class RealKafka implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private RealKafka(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static RealKafka start() {
        try {
            Path folder = Files.createTempDirectory("tandem-kafka");
            int port = freePort();
            Path config = folder.resolve("server.properties");
            try (var out = Files.newBufferedWriter(config)) {
                properties(folder, port, freePort()).store(out, null);
            }
            java(
                            "kafka.tools.StorageTool",
                            folder,
                            "format",
                            "-t",
                            Uuid.randomUuid().toString(),
                            "-c",
                            config.toString())
                    .waitFor();
            RealKafka kafka = new RealKafka(java("kafka.Kafka", folder, config.toString()), port);
            Runtime.getRuntime().addShutdownHook(new Thread(kafka.process::destroyForcibly));
            kafka.awaitUp();
            return kafka;
        } catch (IOException | ExecutionException e) {
            throw new IllegalStateException("Kafka does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka started", e);
        }
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /// The services' door to this broker, for the node of that name.
    public Broker broker(String node) {
        return brokerAt(bootstrap(), node);
    }

    /// As [#broker], by address, for a process of its own.
    public static Broker brokerAt(String bootstrap, String node) {
        return new Broker(new KafkaSettings() {
            @Override
            public String bootstrap() {
                return bootstrap;
            }

            @Override
            public String node() {
                return node;
            }

            @Override
            public short replication() {
                return 1;
            }
        });
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitUp() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            admin.describeCluster()
                    .nodes()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(START.toSeconds(), TimeUnit.SECONDS)
                    .get();
        }
    }

    private static Process java(String main, Path folder, String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        File log = folder.resolve("kafka.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static Properties properties(Path folder, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "log.dirs", folder.resolve("data").toString(),
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0"));
        properties.putAll(Map.of(
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "offsets.topic.num.partitions", "4",
                "log.cleaner.dedupe.buffer.size", "16777216",
                "auto.create.topics.enable", "false",
                "group.min.session.timeout.ms", "1000"));
        return properties;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
