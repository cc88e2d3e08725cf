package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aJson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// Somebody who changes clients of the realm by hand.
final class RealmAdmin {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TandemUnderTest tandem;

    RealmAdmin(TandemUnderTest tandem) {
        this.tandem = tandem;
    }

    /// A client, missing if there is none.
    JsonNode client(String id) {
        return send("GET", "/clients?clientId=" + id, "").path(0);
    }

    void remove(JsonNode client) {
        send("DELETE", path(client), "");
    }

    /// Removes a mapper by its name.
    void removeMapper(JsonNode client, String name) {
        for (JsonNode mapper : client.path("protocolMappers")) {
            if (mapper.path("name").asText().equals(name)) {
                send(
                        "DELETE",
                        path(client) + "/protocol-mappers/models/"
                                + mapper.path("id").asText(),
                        "");
            }
        }
    }

    private static String path(JsonNode client) {
        return "/clients/" + client.path("id").asText();
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(tandem.oidc("/admin/realms/tandem" + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode());
            }
            return A2aJson.parse(answer.body().length == 0 ? new byte[] {'{', '}'} : answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("no answer from the realm", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String token() {
        return TandemUnderTest.form(
                        tandem.oidc("/realms/master/protocol/openid-connect/token"),
                        "grant_type=password&client_id=admin-cli&username=admin&password="
                                + tandem.secret("keycloakAdmin"))
                .get("access_token")
                .asText();
    }
}
