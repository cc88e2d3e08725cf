package io.tandem.a2a;

import org.jspecify.annotations.Nullable;

/// A way to authenticate (specification 4.5.1), told by its member name.
public sealed interface SecurityScheme {
    /// What to tell people about it.
    @Nullable
    String description();

    /// A key in a header, query parameter or cookie (4.5.2).
    ///
    /// @param location `header`, `query` or `cookie`
    @WireName("apiKeySecurityScheme")
    record ApiKey(
            @Nullable String description,
            @Required String location,
            @Required String name) implements SecurityScheme {}

    /// An HTTP authentication scheme such as Bearer (4.5.3).
    @WireName("httpAuthSecurityScheme")
    record HttpAuth(
            @Nullable String description,
            @Required String scheme,
            @Nullable String bearerFormat) implements SecurityScheme {}

    /// OAuth 2.0 (4.5.4).
    @WireName("oauth2SecurityScheme")
    record OAuth2(
            @Nullable String description,
            @Required OAuthFlow flows,
            @Nullable String oauth2MetadataUrl) implements SecurityScheme {}

    /// OpenID Connect (4.5.5).
    @WireName("openIdConnectSecurityScheme")
    record OpenIdConnect(
            @Nullable String description, @Required String openIdConnectUrl) implements SecurityScheme {}

    /// A client certificate (4.5.6).
    @WireName("mtlsSecurityScheme")
    record MutualTls(@Nullable String description) implements SecurityScheme {}
}
