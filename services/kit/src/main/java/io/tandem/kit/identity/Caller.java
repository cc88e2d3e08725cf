package io.tandem.kit.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// A person or a service, as its access token tells.
///
/// @param name a person's user name, or a service's client id
/// @param teams claim `teams`
/// @param roles realm roles
public record Caller(Kind kind, String name, Set<String> teams, Set<String> roles) {
    private static final String SERVICE_ACCOUNT = "service-account-";

    public enum Kind {
        person,
        service
    }

    public Caller {
        teams = Set.copyOf(teams);
        roles = Set.copyOf(roles);
    }

    /// The caller of the request that this identity belongs to.
    ///
    /// @throws AuthenticationFailedException if the token names neither a person nor a service account
    public static Caller of(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return of(token);
        }
        throw new AuthenticationFailedException("no access token");
    }

    /// The caller of an access token that is validated already.
    ///
    /// @throws AuthenticationFailedException if it names neither a person nor a service account
    public static Caller of(JsonWebToken token) {
        String user = text(token.getClaim("preferred_username"));
        String client = text(token.getClaim("azp"));
        if (user == null) {
            throw new AuthenticationFailedException("the token has no preferred_username");
        }
        Set<String> teams = texts(token.getClaim("teams"));
        Set<String> roles = roles(token.getClaim("realm_access"));
        if (client != null && user.equals(SERVICE_ACCOUNT + client)) {
            return new Caller(Kind.service, client, teams, roles);
        }
        if (user.startsWith(SERVICE_ACCOUNT)) {
            throw new AuthenticationFailedException("a service account of another client");
        }
        return new Caller(Kind.person, user, teams, roles);
    }

    /// `person:NAME` or `service:CLIENT`, as grants, passes and records name callers.
    public String id() {
        return kind + ":" + name;
    }

    private static Set<String> roles(@Nullable Object realmAccess) {
        return realmAccess instanceof JsonObject object ? texts(object.get("roles")) : Set.of();
    }

    private static Set<String> texts(@Nullable Object claim) {
        Set<String> texts = new LinkedHashSet<>();
        if (claim instanceof Collection<?> values) {
            for (Object value : values) {
                String text = text(value);
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private static @Nullable String text(@Nullable Object claim) {
        return switch (claim) {
            case JsonString string -> string.getString();
            case String string -> string;
            case null, default -> null;
        };
    }
}
