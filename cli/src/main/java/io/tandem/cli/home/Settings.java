package io.tandem.cli.home;

import io.tandem.cli.outcome.Failure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What the environment says about this Tandem. A part whose address is given is outside and never started.
public record Settings(TandemHome home, Ports ports, Map<String, String> environment) {
    /// The ports of the parts on this machine; each must be another one.
    public record Ports(int http, int keycloak, int postgres, int kafka) {}

    public Settings {
        environment = Map.copyOf(environment);
    }

    public static Settings from(Map<String, String> environment) {
        String home = environment.getOrDefault("TANDEM_HOME", "");
        Path root = home.isBlank() ? Path.of(System.getProperty("user.home"), ".tandem") : Path.of(home);
        Ports ports = new Ports(
                port(environment, "TANDEM_HTTP_PORT", 8080),
                port(environment, "TANDEM_KEYCLOAK_PORT", 8180),
                port(environment, "TANDEM_POSTGRES_PORT", 15432),
                port(environment, "TANDEM_KAFKA_PORT", 19092));
        return new Settings(new TandemHome(root), ports, environment);
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    public boolean postgresOutside() {
        return value("TANDEM_POSTGRES_URL").isPresent();
    }

    public boolean kafkaOutside() {
        return value("TANDEM_KAFKA_BOOTSTRAP").isPresent();
    }

    public boolean oidcOutside() {
        return value("TANDEM_OIDC_URL").isPresent();
    }

    /// Keycloak's own database lives in the PostgreSQL that this Tandem uses.
    public String postgresUrl() {
        return value("TANDEM_POSTGRES_URL").orElse("jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/tandem");
    }

    public String kafkaBootstrap() {
        return value("TANDEM_KAFKA_BOOTSTRAP").orElse("127.0.0.1:" + ports.kafka());
    }

    public String keycloakUrl() {
        return "http://localhost:" + ports.keycloak();
    }

    public String oidcUrl() {
        return value("TANDEM_OIDC_URL").orElse(keycloakUrl() + "/realms/tandem");
    }

    /// The address people open.
    public String url() {
        return value("TANDEM_URL").orElse("http://localhost:" + ports.http());
    }

    private static int port(Map<String, String> environment, String name, int fallback) {
        String text = environment.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return fallback;
        }
        if (text.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw Failure.usage(name + " is \"" + text + "\": set it to a port number between 1 and 65535.");
    }
}
