package io.tandem.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.tandem.a2a.A2aJson;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A tool server that does what MCP asks of one: it takes tokens of its realm that are made out to it, and no other. It
/// tells each caller who they are.
final class GuardedServer extends OutsideSystem {
    static final String NAME = "guarded";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TandemUnderTest tandem;
    private final String realm;

    /// Tokens of calls, as they came.
    final List<String> tokens = new CopyOnWriteArrayList<>();

    /// Whose tokens it takes no more.
    volatile String closedTo = "";

    /// A token that it takes no more.
    volatile String spent = "";

    /// The scope that calls lack; empty for none.
    volatile String wantedScope = "";

    GuardedServer(TandemUnderTest tandem) {
        this(tandem, "tandem");
    }

    /// @param realm whose tokens it takes
    GuardedServer(TandemUnderTest tandem, String realm) {
        super(
                NAME,
                List.of(
                        tool("whoami", "Tells who calls", ""),
                        tool("note", "Writes a note", "\"text\":{\"type\":\"string\"}")));
        this.tandem = tandem;
        this.realm = realm;
        open();
    }

    /// Registers it under a name, to be called as its callers.
    Api.Answer registered(Api admin, String name) {
        return admin.post(
                "/api/v1/connectors",
                "{\"name\":\"" + name + "\",\"url\":\"" + url() + "\",\"description\":\"Knows its callers\","
                        + "\"identity\":\"caller\",\"audience\":\"" + url() + "\"}");
    }

    /// The claims of the newest call.
    JsonNode newest() {
        return ForeignRealm.claims(tokens.getLast());
    }

    @Override
    boolean admits(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null && header.startsWith("Bearer ") && holds(header.substring("Bearer ".length()));
    }

    @Override
    void call(HttpExchange exchange, JsonNode request) throws IOException {
        if (!wantedScope.isEmpty()) {
            exchange.getResponseHeaders()
                    .add("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + wantedScope + "\"");
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
            return;
        }
        tokens.add(exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length()));
        JsonNode claims = newest();
        reply(
                exchange,
                request,
                "{\"content\":[{\"type\":\"text\",\"text\":\""
                        + claims.path("preferred_username").asText() + " by "
                        + claims.at("/act/sub").asText() + "\"}],\"isError\":false}");
    }

    /// The status of a request that shows a token.
    int status(String token) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(url()))
                                    .header("Authorization", "Bearer " + token)
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + url(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private boolean holds(String token) {
        String[] parts = token.split("\\.", -1);
        JsonNode claims = ForeignRealm.claims(token);
        return !claims.path("preferred_username").asText().equals(closedTo)
                && !token.equals(spent)
                && signed(parts)
                && claims.path("iss")
                        .asText()
                        .equals(tandem.oidc("/realms/" + realm).toString())
                && claims.path("exp").asLong() > Instant.now().getEpochSecond()
                && claims.path("aud").asText().equals(url());
    }

    private boolean signed(String... parts) {
        try {
            String id = A2aJson.parse(decoded(parts[0])).path("kid").asText();
            for (JsonNode key : keys()) {
                if (key.path("kid").asText().equals(id)) {
                    Signature signature = Signature.getInstance("SHA256withRSA");
                    signature.initVerify(KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e"))));
                    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
                    return signature.verify(decoded(parts[2]));
                }
            }
            return false;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the token cannot be checked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private JsonNode keys() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(tandem.oidc("/realms/" + realm + "/protocol/openid-connect/certs"))
                .build();
        return A2aJson.parse(HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .body())
                .get("keys");
    }

    private static BigInteger number(JsonNode key, String field) {
        return new BigInteger(1, decoded(key.path(field).asText()));
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
