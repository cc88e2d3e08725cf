package io.tandem.hub.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.hub.oauth.OAuthFault.Kind;
import io.tandem.hub.oauth.OutsideDocuments.Answer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The requests of the authorization code grant (RFC 6749 with PKCE), of refreshing and of revoking (RFC 7009).
@Singleton
public class AuthorizationServers {
    private static final Logger LOG = Logger.getLogger(AuthorizationServers.class);

    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final Discovery discovery;
    private final OutsideDocuments documents;

    @Inject
    AuthorizationServers(Discovery discovery, OutsideDocuments documents) {
        this.discovery = discovery;
        this.documents = documents;
    }

    /// What is asked for.
    ///
    /// @param resource the tool server's identifier
    /// @param redirect where the person comes back to
    public record Wanted(OAuthClient client, String resource, URI redirect) {}

    /// Where a person says yes.
    ///
    /// @throws OAuthFault if the authorization server cannot be used
    public URI authorization(Wanted wanted, String state, String verifier) throws OAuthFault {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", wanted.client().id());
        query.put("redirect_uri", wanted.redirect().toString());
        if (!wanted.client().scopes().isEmpty()) {
            query.put("scope", String.join(" ", wanted.client().scopes()));
        }
        query.put("state", state);
        query.put("code_challenge", Pkce.s256(verifier));
        query.put("code_challenge_method", "S256");
        query.put("resource", wanted.resource());
        URI endpoint = discovery.server(wanted.client().issuer()).authorization();
        String joint = endpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(endpoint + joint + OutsideDocuments.encoded(query));
    }

    /// Turns the code that a person came back with into tokens.
    ///
    /// @param said who answered, as `iss` says; null if it says nothing
    /// @throws OAuthFault UNFIT if somebody else answered, ENDED if the code holds no more
    public IssuedTokens redeem(Wanted wanted, String code, String verifier, @Nullable String said) throws OAuthFault {
        ServerMetadata server = discovery.server(wanted.client().issuer());
        if (said == null ? server.namesItself() : !said.equals(server.issuer())) {
            throw OAuthFault.unfit("The answer is not of " + server.issuer() + ", which was asked; begin again.");
        }
        return tokens(
                server,
                wanted.client(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        wanted.redirect().toString(),
                        "code_verifier",
                        verifier,
                        "resource",
                        wanted.resource()));
    }

    /// @throws OAuthFault ENDED if the person must connect again
    public IssuedTokens refresh(OAuthClient client, String resource, String refreshToken) throws OAuthFault {
        IssuedTokens fresh = tokens(
                discovery.server(client.issuer()),
                client,
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "resource", resource));
        return fresh.refresh() != null
                ? fresh
                : new IssuedTokens(fresh.access(), fresh.expires(), refreshToken, fresh.scopes());
    }

    /// @return whether the authorization server took note; no if it has no place for it
    /// @throws OAuthFault if it cannot be asked, or refuses
    public boolean revoke(OAuthClient client, String token) throws OAuthFault {
        ServerMetadata server = discovery.server(client.issuer());
        URI endpoint = server.revocation();
        if (endpoint == null) {
            return false;
        }
        Answer answer = posted(endpoint, server, client, Map.of("token", token));
        if (!answer.isGood()) {
            throw OAuthFault.unfit(
                    "The authorization server refused to revoke: " + ForeignText.of(answer.text("error")));
        }
        return true;
    }

    private IssuedTokens tokens(ServerMetadata server, OAuthClient client, Map<String, String> form) throws OAuthFault {
        Answer answer = posted(server.token(), server, client, form);
        if (!answer.isGood()) {
            throw refused(answer, client);
        }
        String access = answer.text("access_token");
        if (access.isEmpty() || !answer.text("token_type").equalsIgnoreCase("Bearer")) {
            throw OAuthFault.unfit("The authorization server " + client.issuer() + " gave no bearer token.");
        }
        String refresh = answer.text("refresh_token");
        String scope = answer.text("scope");
        return new IssuedTokens(
                access,
                end(answer.body().path("expires_in")),
                refresh.isEmpty() ? null : refresh,
                scope.isEmpty() ? client.scopes() : List.of(scope.split(" ")));
    }

    /// When a token ends. Some servers say the number as text; one that is no length of time says nothing, and nobody
    /// keeps a token for longer than years.
    private static @Nullable Instant end(JsonNode lifetime) {
        double seconds = lifetime.asDouble(0);
        return seconds > 0 ? Instant.now().plusSeconds((long) Math.min(seconds, LONGEST.toSeconds())) : null;
    }

    private static OAuthFault refused(Answer answer, OAuthClient client) {
        String error = ForeignText.of(answer.text("error"));
        LOG.infof(
                "%s refuses: %d %s %s",
                client, answer.status(), error, ForeignText.of(answer.text("error_description")));
        return switch (error) {
            case "invalid_grant" ->
                new OAuthFault(Kind.ENDED, "What was granted at " + client.issuer() + " holds no more; connect again.");
            case "invalid_client", "unauthorized_client" ->
                OAuthFault.unfit("The authorization server does not know " + client
                        + " by this secret: an administrator gives the client again.");
            default ->
                answer.status() >= 500 || answer.status() == 429
                        ? new OAuthFault(Kind.AWAY, client.issuer() + " cannot be asked now; try again shortly.")
                        : OAuthFault.unfit("The authorization server " + client.issuer() + " refused: "
                                + (error.isEmpty() ? answer.status() : error));
        };
    }

    /// Asks as the client: by its secret (RFC 6749, 2.3.1), or by its id alone.
    private Answer posted(URI endpoint, ServerMetadata server, OAuthClient client, Map<String, String> form)
            throws OAuthFault {
        Map<String, String> sent = new LinkedHashMap<>(form);
        String secret = client.secret();
        if (secret != null && !server.secretInBody()) {
            String pair = OutsideDocuments.encoded(client.id()) + ":" + OutsideDocuments.encoded(secret);
            String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            return documents.post(endpoint, sent, basic);
        }
        sent.put("client_id", client.id());
        if (secret != null) {
            sent.put("client_secret", secret);
        }
        return documents.post(endpoint, sent, "");
    }
}
