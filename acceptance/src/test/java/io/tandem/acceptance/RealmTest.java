package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.a2a.A2aJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A realm of an earlier build, or of other ports, is brought up to date when Keycloak starts.
class RealmTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(String text) {
        return A2aJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String adminToken() throws IOException, InterruptedException {
        String form =
                "grant_type=password&client_id=admin-cli&username=admin&password=" + TANDEM.secret("keycloakAdmin");
        return json(send(HttpRequest.newBuilder(TANDEM.oidc("/realms/master/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form)))
                        .body())
                .get("access_token")
                .asText();
    }

    private static HttpRequest.Builder admin(String path) throws IOException, InterruptedException {
        return HttpRequest.newBuilder(TANDEM.oidc("/admin/realms/tandem" + path))
                .header("Authorization", "Bearer " + adminToken())
                .header("Content-Type", "application/json");
    }

    /// What the identity provider says to a browser that comes from the console.
    private static int signInPage() throws IOException, InterruptedException {
        String back = URLEncoder.encode(TANDEM.url("/agents").toString(), StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(TANDEM.oidc(
                        "/realms/tandem/protocol/openid-connect/auth?client_id=tandem-console&response_type=code"
                                + "&scope=openid&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                                + "&code_challenge_method=S256&redirect_uri=" + back)))
                .statusCode();
    }

    @Nested
    class GivenARealmOfAnotherPort {
        @Test
        void letsPeopleSignInAfterTheNextStart() throws Exception {
            ObjectNode console = (ObjectNode)
                    json(send(admin("/clients?clientId=tandem-console")).body()).get(0);
            console.putArray("redirectUris").add("http://localhost:1/*").add("https://kept.example/*");
            send(admin("/clients/" + console.get("id").asText())
                    .PUT(HttpRequest.BodyPublishers.ofString(console.toString())));
            assertThat(signInPage()).isEqualTo(400);
            Files.delete(TANDEM.home().resolve("parts/keycloak-realm.sha256"));

            TANDEM.kill("keycloak");

            await().atMost(Duration.ofMinutes(3)).ignoreExceptions().until(() -> signInPage() == 200);
            assertThat(send(admin("/clients?clientId=tandem-console")).body())
                    .contains("https://kept.example/*")
                    .doesNotContain("http://localhost:1/*");
            TANDEM.awaitReady();
        }
    }
}
