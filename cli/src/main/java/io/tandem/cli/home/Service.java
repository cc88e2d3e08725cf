package io.tandem.cli.home;

import java.util.Locale;

/// The platform's services; each has a database role, a schema and a service client of its own.
public enum Service {
    REGISTRY,
    GATEWAY,
    RUNTIME,
    ROUTER,
    HUB,
    GOVERNANCE;

    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String databaseRole() {
        return "tandem_" + shortName();
    }

    public String client() {
        return "tandem-" + shortName();
    }

    public String databasePasswordVariable() {
        return "TANDEM_" + name() + "_DB_PASSWORD";
    }

    public String clientSecretVariable() {
        return "TANDEM_" + name() + "_CLIENT_SECRET";
    }
}
