package io.tandem.cli.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.TandemHome;
import io.tandem.cli.outcome.ExitCode;
import io.tandem.cli.outcome.Failure;
import io.tandem.cli.realm.DemoClient;
import io.tandem.cli.realm.DemoPerson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Gets access tokens with the demo passwords of a home: people by direct grant, services by client credentials.
///
/// @param oidcUrl the realm's address
public record SignIn(TandemHome home, String oidcUrl) {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int ATTEMPTS = 3;
    private static final Duration BETWEEN = Duration.ofMillis(300);

    public String person(String name) {
        DemoPerson person = Arrays.stream(
                        JsonFile.read(home.demoUsersFile(), DemoPerson[].class).orElseThrow(this::noDemo))
                .filter(known -> known.username().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown("person", name, home.demoUsersFile().toString()));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "password");
        form.put("client_id", "tandem-cli");
        form.put("username", name);
        form.put("password", person.password());
        form.put("scope", "openid");
        return token(form, name);
    }

    public String client(String name) {
        DemoClient client = Arrays.stream(JsonFile.read(home.demoClientsFile(), DemoClient[].class)
                        .orElseThrow(this::noDemo))
                .filter(known -> known.clientId().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> unknown("client", name, home.demoClientsFile().toString()));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", name);
        form.put("client_secret", client.clientSecret());
        return token(form, name);
    }

    /// Keycloak checks one password of a person at a time and refuses a second one that comes meanwhile as if it were
    /// wrong, so a refusal is believed when it is said again.
    private String token(Map<String, String> form, String name) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return askToken(form, name);
            } catch (Failure e) {
                if (e.exitCode() != ExitCode.DENIED || !form.containsKey("password")) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN.multipliedBy(attempt).toNanos());
            }
        }
        return askToken(form, name);
    }

    private String askToken(Map<String, String> form, String name) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(oidcUrl + "/protocol/openid-connect/token")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(encode(form).getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            JsonNode answer = answer(status < 400 ? connection.getInputStream() : connection.getErrorStream());
            if (status == 200 && answer.hasNonNull("access_token")) {
                return answer.get("access_token").asText();
            }
            String reason =
                    answer.path("error_description").asText(answer.path("error").asText("status " + status));
            if (status >= 500) {
                throw new Failure(
                        ExitCode.PLATFORM_DOWN,
                        "The identity provider failed (" + reason + "): see ./tandem logs keycloak.");
            }
            throw new Failure(
                    ExitCode.DENIED, "The identity provider refused to sign " + name + " in: " + reason + ".");
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.PLATFORM_DOWN,
                    "No identity provider answers at " + oidcUrl + ": start the platform with ./tandem up.",
                    e);
        }
    }

    private static JsonNode answer(InputStream in) throws IOException {
        if (in == null) {
            return JsonFile.MAPPER.createObjectNode();
        }
        try (in) {
            return JsonFile.MAPPER.readTree(in);
        } catch (JsonProcessingException e) {
            return JsonFile.MAPPER.createObjectNode();
        }
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Failure noDemo() {
        return new Failure(
                ExitCode.PLATFORM_DOWN,
                "There are no demo passwords in " + home.root() + ": start the platform with ./tandem up.");
    }

    private static Failure unknown(String kind, String name, String file) {
        return new Failure(ExitCode.NOT_FOUND, "There is no demo " + kind + " named " + name + "; see " + file + ".");
    }
}
