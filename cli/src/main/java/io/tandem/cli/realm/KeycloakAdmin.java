package io.tandem.cli.realm;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Keycloak's admin REST API for the realm `tandem`, as its first administrator.
final class KeycloakAdmin {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final String ADMIN = "admin";

    private final String base;
    private final String token;

    /// Signs in.
    ///
    /// @param url Keycloak's address on this machine
    KeycloakAdmin(String url, String password) {
        this.base = url + "/admin/realms/tandem";
        this.token = signIn(url + "/realms/master/protocol/openid-connect/token", password);
    }

    JsonNode get(String path) {
        return call("GET", path, null);
    }

    void put(String path, JsonNode body) {
        call("PUT", path, body);
    }

    void put(String path) {
        call("PUT", path, null);
    }

    /// Makes something; nothing happens if it is there already.
    void post(String path, JsonNode body) {
        call("POST", path, body);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String signIn(String url, String password) {
        String form = "grant_type=password&client_id=admin-cli&username=" + ADMIN + "&password=" + encoded(password);
        try {
            HttpURLConnection connection = open(url, "POST", "application/x-www-form-urlencoded");
            send(connection, form.getBytes(StandardCharsets.UTF_8));
            int status = connection.getResponseCode();
            if (status != 200) {
                throw Failure.failed("Keycloak refuses its administrator (status " + status
                        + "), so the realm cannot be brought up to date: put back the secrets.json that belongs to"
                        + " this data.");
            }
            try (InputStream in = connection.getInputStream()) {
                return JsonFile.MAPPER.readTree(in).path("access_token").asText();
            }
        } catch (IOException e) {
            throw Failure.failed("Keycloak does not answer at " + url + ": " + e.getMessage() + ".", e);
        }
    }

    private JsonNode call(String method, String path, @Nullable JsonNode body) {
        try {
            HttpURLConnection connection = open(base + path, method, "application/json");
            connection.setRequestProperty("Authorization", "Bearer " + token);
            if (body != null) {
                send(connection, JsonFile.MAPPER.writeValueAsBytes(body));
            }
            int status = connection.getResponseCode();
            boolean known = status == HttpURLConnection.HTTP_CONFLICT && method.equals("POST");
            if (status >= HttpURLConnection.HTTP_BAD_REQUEST && !known) {
                throw Failure.failed("Keycloak refused " + method + " " + path + " (status " + status
                        + ") while the realm was brought up to date: see ./tandem logs keycloak.");
            }
            if (known || status != HttpURLConnection.HTTP_OK) {
                return JsonFile.MAPPER.createObjectNode();
            }
            try (InputStream in = connection.getInputStream()) {
                return JsonFile.MAPPER.readTree(in);
            }
        } catch (IOException e) {
            throw Failure.failed("Keycloak does not answer at " + base + path + ": " + e.getMessage() + ".", e);
        }
    }

    private static HttpURLConnection open(String url, String method, String type) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestMethod(method);
        connection.setRequestProperty("Content-Type", type);
        return connection;
    }

    private static void send(HttpURLConnection connection, byte[] body) throws IOException {
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }
}
