package io.tandem.cli.home;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.outcome.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Generated passwords, made once and kept in `secrets.json`. A value in the environment wins over a generated one.
public final class Secrets {
    private static final int PORT_TRIES = 50;

    private final Settings settings;
    private final Path file;
    private final ObjectNode values;

    private Secrets(Settings settings, Path file, ObjectNode values) {
        this.settings = settings;
        this.file = file;
        this.values = values;
    }

    public static Secrets open(Settings settings) {
        Path file = settings.home().secretsFile();
        ObjectNode values = JsonFile.read(file, ObjectNode.class).orElseGet(() -> JsonFile.MAPPER.createObjectNode());
        return new Secrets(settings, file, values);
    }

    public String postgresAdminPassword() {
        return settings.value("TANDEM_POSTGRES_ADMIN_PASSWORD").orElseGet(() -> generated("postgresAdmin"));
    }

    public String keycloakDatabasePassword() {
        return generated("keycloakDatabase");
    }

    public String keycloakAdminPassword() {
        return generated("keycloakAdmin");
    }

    public String databasePassword(Service service) {
        return settings.value(service.databasePasswordVariable())
                .orElseGet(() -> generated("database." + service.shortName()));
    }

    /// Of the role that owns the demo shop's schema.
    public String shopPassword() {
        return settings.value("TANDEM_SHOP_DB_PASSWORD").orElseGet(() -> generated("database.shop"));
    }

    /// Of the role that reads the demo shop's schema.
    public String shopReaderPassword() {
        return settings.value("TANDEM_SHOP_READER_DB_PASSWORD").orElseGet(() -> generated("database.shop-reader"));
    }

    public String clientSecret(Service service) {
        return settings.value(service.clientSecretVariable())
                .orElseGet(() -> generated("client." + service.shortName()));
    }

    public String clientSecret(String client) {
        return generated("client." + client);
    }

    /// What connector-hub seals stored credentials with.
    public String sealSecret() {
        return settings.value("TANDEM_HUB_SEAL_SECRET").orElseGet(() -> generated("seal.hub"));
    }

    /// A demo person's password.
    public String personPassword(String name) {
        return generated("person." + name);
    }

    /// The token of the local model's worker.
    public String workerToken() {
        return generated("worker");
    }

    /// The port of the local model's worker: one that was free when it was chosen, kept for this home.
    public synchronized int workerPort() {
        if (!values.hasNonNull("workerPort")) {
            values.put("workerPort", freePort());
            JsonFile.write(file, values);
        }
        return values.get("workerPort").asInt();
    }

    /// Below the ports that systems give to outgoing connections.
    private static int freePort() {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < PORT_TRIES; i++) {
            int port = random.nextInt(20_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                continue; // taken
            }
        }
        throw Failure.failed("No free port was found for the local model.");
    }

    private synchronized String generated(String key) {
        if (!values.hasNonNull(key)) {
            byte[] random = new byte[18];
            new SecureRandom().nextBytes(random);
            values.put(key, HexFormat.of().formatHex(random));
            JsonFile.write(file, values);
        }
        return values.get(key).asText();
    }
}
