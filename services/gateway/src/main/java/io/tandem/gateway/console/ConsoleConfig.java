package io.tandem.gateway.console;

/// What the console must know to let people sign in.
///
/// @param authority the OpenID provider's issuer, from which the browser discovers the rest
/// @param clientId the public client, with PKCE
public record ConsoleConfig(String authority, String clientId) {}
