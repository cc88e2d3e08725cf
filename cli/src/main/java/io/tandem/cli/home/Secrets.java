package io.tandem.cli.home;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Generated passwords, made once and kept in `secrets.json`. A value in the environment wins over a generated one.
public final class Secrets {
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

    /// A demo person's password.
    public String personPassword(String name) {
        return generated("person." + name);
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
