package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aJson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tokens that look good and are not, and the administration of the identity provider that some of them need.
final class ForeignRealm {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TandemUnderTest tandem;
    private final String administrator;

    ForeignRealm(TandemUnderTest tandem) {
        this.tandem = tandem;
        this.administrator = TandemUnderTest.form(
                        tandem.oidc("/realms/master/protocol/openid-connect/token"),
                        "grant_type=password&client_id=admin-cli&username=admin&password="
                                + tandem.secret("keycloakAdmin"))
                .get("access_token")
                .asText();
    }

    /// A valid token of another realm of the same identity provider, of a person with the same name and roles.
    String tokenOfAnotherRealm() {
        administer(
                "",
                "{\"realm\":\"elsewhere\",\"enabled\":true,\"clients\":[{\"clientId\":\"tandem-cli\","
                        + "\"publicClient\":true,\"directAccessGrantsEnabled\":true}],\"users\":[{\"username\":\"builder\","
                        + "\"enabled\":true,\"email\":\"b@example.org\",\"firstName\":\"B\",\"lastName\":\"B\","
                        + "\"credentials\":[{\"type\":\"password\",\"value\":\"secret\"}]}]}");
        return TandemUnderTest.form(
                        tandem.oidc("/realms/elsewhere/protocol/openid-connect/token"),
                        "grant_type=password&client_id=tandem-cli&username=builder&password=secret")
                .get("access_token")
                .asText();
    }

    /// Makes a realm of somebody else, with people of its own and a client `tandem` whose tokens are made out to a
    /// server and end after 40 seconds.
    void ofSomebodyElse(String realm, String audience, String redirect, String... people) {
        String users = Stream.of(people)
                .map(person -> "{\"username\":\"" + person + "\",\"enabled\":true,\"email\":\"" + person
                        + "@example.org\",\"firstName\":\"P\",\"lastName\":\"P\",\"credentials\":"
                        + "[{\"type\":\"password\",\"value\":\"secret\"}]}")
                .collect(Collectors.joining(","));
        administer(
                "",
                "{\"realm\":\"" + realm + "\",\"enabled\":true,\"accessTokenLifespan\":40,\"clients\":[{"
                        + "\"clientId\":\"tandem\",\"secret\":\"the-secret\",\"fullScopeAllowed\":false,"
                        + "\"standardFlowEnabled\":true,\"redirectUris\":[\"" + redirect + "\"],"
                        + "\"attributes\":{\"pkce.code.challenge.method\":\"S256\"},"
                        + "\"protocolMappers\":[{\"name\":\"audience\",\"protocol\":\"openid-connect\","
                        + "\"protocolMapper\":\"oidc-audience-mapper\",\"config\":{\"included.custom.audience\":\""
                        + audience + "\",\"access.token.claim\":\"true\"}}]}],\"users\":[" + users + "]}");
    }

    /// A token of our realm that is valid for a second only.
    String shortToken() {
        administer(
                "/tandem/clients",
                "{\"clientId\":\"hasty\",\"secret\":\"hasty\",\"serviceAccountsEnabled\":true,"
                        + "\"standardFlowEnabled\":false,\"attributes\":{\"access.token.lifespan\":\"1\"},"
                        + "\"protocolMappers\":[{\"name\":\"audience\",\"protocol\":\"openid-connect\","
                        + "\"protocolMapper\":\"oidc-audience-mapper\",\"config\":{\"included.custom.audience\":\"tandem\","
                        + "\"access.token.claim\":\"true\"}}]}");
        return TandemUnderTest.form(
                        tandem.oidc("/realms/tandem/protocol/openid-connect/token"),
                        "grant_type=client_credentials&client_id=hasty&client_secret=hasty")
                .get("access_token")
                .asText();
    }

    /// A token of our realm that is meant for somebody else.
    String tokenForOthers() {
        administer(
                "/tandem/clients",
                "{\"clientId\":\"elsewhere\",\"secret\":\"elsewhere\",\"serviceAccountsEnabled\":true,"
                        + "\"standardFlowEnabled\":false}");
        return TandemUnderTest.form(
                        tandem.oidc("/realms/tandem/protocol/openid-connect/token"),
                        "grant_type=client_credentials&client_id=elsewhere&client_secret=elsewhere")
                .get("access_token")
                .asText();
    }

    /// A genuine token's header and claims, signed by a key that nobody knows.
    static String forged(String genuine) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            String signed = genuine.substring(0, genuine.lastIndexOf('.'));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    /// A genuine token's claims with no signature at all.
    static String unsigned(String genuine) {
        List<String> parts = List.of(genuine.split("\\.", -1));
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII));
        return header + "." + parts.get(1) + ".";
    }

    /// The claims of a token.
    static JsonNode claims(String token) {
        return A2aJson.parse(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    private void administer(String path, String json) {
        HttpRequest request = HttpRequest.newBuilder(tandem.oidc("/admin/realms" + path))
                .header("Authorization", "Bearer " + administrator)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201 && answer.statusCode() != 409) {
                throw new IllegalStateException(
                        "the identity provider answered " + answer.statusCode() + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the identity provider does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
