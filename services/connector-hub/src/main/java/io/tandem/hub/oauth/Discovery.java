package io.tandem.hub.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tandem.hub.egress.Confidential;
import io.tandem.hub.oauth.OAuthFault.Kind;
import io.tandem.hub.oauth.OutsideDocuments.Answer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out which authorization server a tool server trusts (RFC 9728), and how that one is asked (RFC 8414, else
/// OpenID Connect Discovery), as MCP's authorization says.
@Singleton
public class Discovery {
    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST = 1_000;

    private final OutsideDocuments documents;
    private final Cache<String, ServerMetadata> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    @Inject
    Discovery(OutsideDocuments documents) {
        this.documents = documents;
    }

    /// What a tool server says of itself: where its refusal points to, else at the places that the standard names.
    ///
    /// @throws OAuthFault if it says nothing, or speaks of another server
    public ProtectedResource resource(URI server) throws OAuthFault {
        for (URI place : places(server)) {
            Answer answer = documents.get(place);
            if (answer.isGood() && !answer.text("resource").isEmpty()) {
                return read(answer, server);
            }
        }
        throw OAuthFault.unfit("The server does not say which authorization server it trusts: there is nothing at "
                + origin(server) + RESOURCE + ". With a server that wants one token for all, use the identity shared.");
    }

    /// The authorization server of a connector: the one that was named, which the tool server must trust, else the one
    /// that it trusts.
    ///
    /// @param named null to take the tool server's only one
    /// @throws OAuthFault if there is no such one
    public String issuer(ProtectedResource resource, @Nullable String named) throws OAuthFault {
        if (named != null && !resource.issuers().contains(named)) {
            throw OAuthFault.unfit("The server does not trust " + named + ", but [" + ForeignText.of(resource.issuers())
                    + "]. An administrator looks at the connector.");
        }
        if (named == null && resource.issuers().size() != 1) {
            throw OAuthFault.unfit("The server trusts [" + ForeignText.of(resource.issuers())
                    + "]: say which issuer the client is of.");
        }
        return named == null ? resource.issuers().getFirst() : named;
    }

    /// How an authorization server is asked; remembered for ten minutes.
    ///
    /// @throws OAuthFault if it does not say, or lacks what is needed
    public ServerMetadata server(String issuer) throws OAuthFault {
        ServerMetadata remembered = known.getIfPresent(issuer);
        if (remembered != null) {
            return remembered;
        }
        URI base = address(issuer, "issuer");
        String path = base.getRawPath().replaceAll("/$", "");
        for (String place : List.of(OAUTH + path, OPENID + path, path + OPENID)) {
            Answer answer = documents.get(origin(base).resolve(place));
            if (answer.isGood() && !answer.text("issuer").isEmpty()) {
                ServerMetadata read = read(answer, issuer);
                known.put(issuer, read);
                return read;
            }
        }
        throw OAuthFault.unfit("The authorization server " + issuer + " says nothing of itself (RFC 8414).");
    }

    private List<URI> places(URI server) throws OAuthFault {
        List<URI> places = new ArrayList<>();
        String pointed = documents.challenge(server).parameter("resource_metadata");
        if (!pointed.isEmpty()) {
            places.add(address(pointed, "resource_metadata"));
        }
        String path = server.getRawPath().replaceAll("/$", "");
        places.add(origin(server).resolve(RESOURCE + path));
        if (!path.isEmpty()) {
            places.add(origin(server).resolve(RESOURCE));
        }
        return places;
    }

    private static ProtectedResource read(Answer answer, URI server) throws OAuthFault {
        String resource = answer.text("resource");
        if (!ProtectedResource.covers(resource, server)) {
            throw OAuthFault.unfit("The server at " + server + " says that it is " + ForeignText.of(resource)
                    + "; no token is asked for another server.");
        }
        List<String> issuers = texts(answer.body().path("authorization_servers"));
        if (issuers.isEmpty()) {
            throw OAuthFault.unfit("The server names no authorization server (RFC 9728, authorization_servers).");
        }
        return new ProtectedResource(resource, issuers);
    }

    private static ServerMetadata read(Answer answer, String issuer) throws OAuthFault {
        if (!answer.text("issuer").equals(issuer)) {
            throw OAuthFault.unfit("The authorization server at " + issuer + " says that it is "
                    + ForeignText.of(answer.text("issuer"))
                    + "; it is not asked.");
        }
        if (!texts(answer.body().path("code_challenge_methods_supported")).contains("S256")) {
            throw OAuthFault.unfit(
                    "The authorization server " + issuer + " does not say that it takes PKCE with S256.");
        }
        String revocation = answer.text("revocation_endpoint");
        List<String> methods = texts(answer.body().path("token_endpoint_auth_methods_supported"));
        return new ServerMetadata(
                issuer,
                address(answer.text("authorization_endpoint"), "authorization_endpoint"),
                address(answer.text("token_endpoint"), "token_endpoint"),
                revocation.isEmpty() ? null : address(revocation, "revocation_endpoint"),
                answer.body()
                        .path("authorization_response_iss_parameter_supported")
                        .asBoolean(),
                !methods.isEmpty() && !methods.contains("client_secret_basic"));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static URI address(String text, String what) throws OAuthFault {
        try {
            URI url = URI.create(text);
            if (Confidential.allows(url)) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new OAuthFault(Kind.UNFIT, "What is said as " + what + " is no address.", e);
        }
        throw OAuthFault.unfit("What is said as " + what + " is no https address: " + ForeignText.of(text));
    }

    private static URI origin(URI url) {
        return URI.create(url.getScheme() + "://" + url.getRawAuthority());
    }
}
