package io.tandem.a2a;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An OAuth 2.0 flow, told by its member name (specification 4.5.7). `implicit` and `password` are deprecated by the
/// specification; they are read so that old cards can be, and not to be offered.
public sealed interface OAuthFlow {
    /// Scope to its meaning.
    Map<String, String> scopes();

    /// 4.5.8
    @WireName("authorizationCode")
    record AuthorizationCode(
            @Required String authorizationUrl,
            @Required String tokenUrl,
            @Nullable String refreshUrl,
            @Required(emptyAllowed = true) Map<String, String> scopes,
            boolean pkceRequired)
            implements OAuthFlow {
        public AuthorizationCode {
            scopes = Map.copyOf(scopes);
        }
    }

    /// 4.5.9
    @WireName("clientCredentials")
    record ClientCredentials(
            @Required String tokenUrl,
            @Nullable String refreshUrl,
            @Required(emptyAllowed = true) Map<String, String> scopes)
            implements OAuthFlow {
        public ClientCredentials {
            scopes = Map.copyOf(scopes);
        }
    }

    /// Deprecated by the specification.
    @WireName("implicit")
    record Implicit(
            @Nullable String authorizationUrl, @Nullable String refreshUrl, Map<String, String> scopes)
            implements OAuthFlow {
        public Implicit {
            scopes = Map.copyOf(scopes);
        }
    }

    /// Deprecated by the specification.
    @WireName("password")
    record Password(@Nullable String tokenUrl, @Nullable String refreshUrl, Map<String, String> scopes)
            implements OAuthFlow {
        public Password {
            scopes = Map.copyOf(scopes);
        }
    }

    /// 4.5.10
    @WireName("deviceCode")
    record DeviceCode(
            @Required String deviceAuthorizationUrl,
            @Required String tokenUrl,
            @Nullable String refreshUrl,
            @Required(emptyAllowed = true) Map<String, String> scopes)
            implements OAuthFlow {
        public DeviceCode {
            scopes = Map.copyOf(scopes);
        }
    }
}
