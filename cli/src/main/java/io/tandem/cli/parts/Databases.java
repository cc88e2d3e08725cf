package io.tandem.cli.parts;

import io.tandem.cli.home.Secrets;
import io.tandem.cli.home.Service;
import io.tandem.cli.home.Settings;
import io.tandem.cli.outcome.Failure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Databases, roles and schemas, made by an administrator; every statement may be repeated.
public final class Databases {
    private static final Pattern URL = Pattern.compile("(jdbc:postgresql://[^/?]+/)([A-Za-z0-9_]+)(\\?.*)?");
    private static final String KEYCLOAK = "keycloak";
    private static final String SHOP = "shop";
    private static final String SHOP_OWNER = "tandem_shop";
    private static final String SHOP_READER = "tandem_shop_reader";

    private final Settings settings;
    private final Secrets secrets;

    public Databases(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    public String keycloakUrl() {
        return url(KEYCLOAK);
    }

    /// Whether the server takes the administrator's password. A server that is still starting is "no".
    public boolean reachable() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            if ("28P01".equals(e.getSQLState())) {
                throw Failure.failed(
                        "PostgreSQL refuses the administrator's password: put back the secrets.json that belongs to "
                                + "this data (or set TANDEM_POSTGRES_ADMIN_PASSWORD), or start anew with ./tandem reset.",
                        e);
            }
            return false;
        }
    }

    public void create() {
        String tandem = matcher().group(2);
        try {
            try (Connection server = connect("postgres")) {
                if (!settings.oidcOutside()) {
                    role(server, KEYCLOAK, secrets.keycloakDatabasePassword());
                    database(server, KEYCLOAK, KEYCLOAK);
                }
                for (Service service : Service.values()) {
                    role(server, service.databaseRole(), secrets.databasePassword(service));
                }
                database(server, tandem, null);
            }
            try (Connection database = connect(tandem)) {
                for (Service service : Service.values()) {
                    schema(database, tandem, service);
                }
                demoShop(database, tandem);
            }
        } catch (SQLException e) {
            throw Failure.failed("PostgreSQL refused to make Tandem's databases and roles: " + e.getMessage(), e);
        }
    }

    /// Whether Keycloak's database already holds the realm.
    public boolean hasRealm(String realm) {
        try (Connection connection = connect(KEYCLOAK);
                PreparedStatement exists = connection.prepareStatement("SELECT to_regclass('public.realm')::text");
                ResultSet table = exists.executeQuery()) {
            if (!table.next() || table.getString(1) == null) {
                return false;
            }
            try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM realm WHERE name = ?")) {
                query.setString(1, realm);
                try (ResultSet found = query.executeQuery()) {
                    return found.next();
                }
            }
        } catch (SQLException e) {
            throw Failure.failed("Keycloak's database cannot be read: " + e.getMessage() + adviceOutside(), e);
        }
    }

    private String adviceOutside() {
        return settings.postgresOutside()
                ? " Check TANDEM_POSTGRES_URL; with TANDEM_POSTGRES_ADMIN_PASSWORD, Tandem makes its databases there."
                : "";
    }

    private static void role(Connection connection, String name, String password) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
            execute(connection, "CREATE ROLE %I LOGIN PASSWORD %L", name, password);
        } else {
            execute(connection, "ALTER ROLE %I LOGIN PASSWORD %L", name, password);
        }
    }

    private static void database(Connection connection, String name, @org.jspecify.annotations.Nullable String owner)
            throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
            if (owner == null) {
                execute(connection, "CREATE DATABASE %I", name);
            } else {
                execute(connection, "CREATE DATABASE %I OWNER %I", name, owner);
            }
        }
        execute(connection, "REVOKE ALL ON DATABASE %I FROM PUBLIC", name);
    }

    private static void schema(Connection connection, String database, Service service) throws SQLException {
        String role = service.databaseRole();
        execute(connection, "GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I", database, role);
        execute(connection, "CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I", service.shortName(), role);
        execute(connection, "ALTER ROLE %I IN DATABASE %I SET search_path = %I", role, database, service.shortName());
    }

    /// The demo shop's schema has an owner and a role that reads it and nothing else.
    private void demoShop(Connection connection, String database) throws SQLException {
        role(connection, SHOP_OWNER, secrets.shopPassword());
        role(connection, SHOP_READER, secrets.shopReaderPassword());
        execute(connection, "GRANT CONNECT ON DATABASE %I TO %I", database, SHOP_OWNER);
        execute(connection, "GRANT CONNECT ON DATABASE %I TO %I", database, SHOP_READER);
        execute(connection, "CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I", SHOP, SHOP_OWNER);
        execute(connection, "ALTER ROLE %I SET default_transaction_read_only = on", SHOP_READER);
        execute(connection, "ALTER ROLE %I CONNECTION LIMIT 20", SHOP_READER);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    /// Lets the server quote names (`%I`) and values (`%L`).
    private static void execute(Connection connection, String template, String... values) throws SQLException {
        StringBuilder call = new StringBuilder("SELECT format(?");
        call.repeat(", ?", values.length).append(')');
        String sql;
        try (PreparedStatement format = connection.prepareStatement(call.toString())) {
            format.setString(1, template);
            for (int i = 0; i < values.length; i++) {
                format.setString(i + 2, values[i]);
            }
            try (ResultSet row = format.executeQuery()) {
                row.next();
                sql = row.getString(1);
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(
                "user", settings.value("TANDEM_POSTGRES_ADMIN_USER").orElse("postgres"));
        properties.setProperty("password", secrets.postgresAdminPassword());
        properties.setProperty("loginTimeout", "5");
        return DriverManager.getConnection(url(database), properties);
    }

    private String url(String database) {
        Matcher matcher = matcher();
        String options = matcher.group(3);
        return matcher.group(1) + database + (options == null ? "" : options);
    }

    private Matcher matcher() {
        Matcher matcher = URL.matcher(settings.postgresUrl());
        if (!matcher.matches()) {
            throw Failure.usage("TANDEM_POSTGRES_URL is \"" + settings.postgresUrl()
                    + "\": write it as jdbc:postgresql://host:port/database.");
        }
        return matcher;
    }
}
