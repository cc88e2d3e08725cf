package io.tandem.hub.realm;

import io.tandem.hub.realm.TokenEndpoint.Client;
import io.tandem.hub.seal.Sealing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/// A client that the hub makes, as it should be. Its tokens name their user and actor, last five minutes, and are for
/// nobody unless a scope of a connector is asked for: it has no roles and no audience of its own.
///
/// @param actor claim `act.sub`
/// @param connectors whose scopes it may ask for
record ManagedClient(String id, String actor, boolean enabled, Set<String> connectors) {
    /// Attribute of what is ours in the realm: nothing else is ever changed or removed.
    static final String MARK = "tandem.made-by-hub";

    private static final String PROTOCOL = "openid-connect";
    private static final String YES = "true";

    /// Claim `sub`, and what Keycloak adds to each client with a service account.
    private static final Set<String> SCOPES = Set.of("basic", "service_account");

    private static final Map<String, String> ATTRIBUTES =
            Map.of(MARK, YES, "standard.token.exchange.enabled", YES, "access.token.lifespan", "300");

    ManagedClient {
        connectors = Set.copyOf(connectors);
    }

    /// Complete, but for the optional scopes.
    ClientRepresentation representation(Sealing sealing) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(id);
        client.setSecret(Client.made(id, sealing).secret());
        client.setDescription("Made by Tandem's connector-hub; a change is undone.");
        client.setProtocol(PROTOCOL);
        client.setEnabled(enabled);
        client.setPublicClient(false);
        client.setServiceAccountsEnabled(true);
        client.setStandardFlowEnabled(false);
        client.setImplicitFlowEnabled(false);
        client.setDirectAccessGrantsEnabled(false);
        client.setFullScopeAllowed(false);
        client.setAttributes(ATTRIBUTES);
        client.setDefaultClientScopes(List.copyOf(SCOPES));
        client.setOptionalClientScopes(List.of());
        client.setProtocolMappers(List.of(
                mapper("actor", "oidc-hardcoded-claim-mapper", claim("act.sub", "claim.value", actor)),
                mapper(
                        "user name",
                        "oidc-usermodel-attribute-mapper",
                        claim("preferred_username", "user.attribute", "username"))));
        return client;
    }

    /// A scope that adds one audience.
    ///
    /// @param kind `included.custom.audience`, or `included.client.audience` for a client's id
    static ClientScopeRepresentation scope(String name, String kind, String audience) {
        ClientScopeRepresentation scope = new ClientScopeRepresentation();
        scope.setName(name);
        scope.setDescription("Made by Tandem's connector-hub; a change is undone.");
        scope.setProtocol(PROTOCOL);
        scope.setAttributes(Map.of(MARK, YES, "include.in.token.scope", YES, "display.on.consent.screen", "false"));
        scope.setProtocolMappers(
                List.of(mapper("audience", "oidc-audience-mapper", Map.of(kind, audience, "access.token.claim", YES))));
        return scope;
    }

    /// What a client of the realm says otherwise than this one, empty if nothing.
    static Optional<String> difference(ClientRepresentation wanted, ClientRepresentation known) {
        Map<String, Boolean> same = new LinkedHashMap<>();
        same.put("enabled", Objects.equals(wanted.isEnabled(), known.isEnabled()));
        same.put("its secret", Objects.equals(wanted.getSecret(), known.getSecret()));
        same.put("public", Objects.equals(wanted.isPublicClient(), known.isPublicClient()));
        same.put(
                "service account", Objects.equals(wanted.isServiceAccountsEnabled(), known.isServiceAccountsEnabled()));
        same.put("standard flow", Objects.equals(wanted.isStandardFlowEnabled(), known.isStandardFlowEnabled()));
        same.put(
                "direct access",
                Objects.equals(wanted.isDirectAccessGrantsEnabled(), known.isDirectAccessGrantsEnabled()));
        same.put("full scope", Objects.equals(wanted.isFullScopeAllowed(), known.isFullScopeAllowed()));
        same.put(
                "default scopes",
                known.getDefaultClientScopes() != null && SCOPES.equals(Set.copyOf(known.getDefaultClientScopes())));
        same.put("attributes", holds(known.getAttributes(), wanted.getAttributes()));
        same.put("mappers", same(wanted.getProtocolMappers(), known.getProtocolMappers()));
        return same.entrySet().stream()
                .filter(part -> !part.getValue())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    static boolean same(ClientScopeRepresentation wanted, ClientScopeRepresentation known) {
        return holds(known.getAttributes(), wanted.getAttributes())
                && same(wanted.getProtocolMappers(), known.getProtocolMappers());
    }

    static boolean isOurs(@Nullable Map<String, String> attributes) {
        return attributes != null && YES.equals(attributes.get(MARK));
    }

    private static boolean same(
            List<ProtocolMapperRepresentation> wanted, @Nullable List<ProtocolMapperRepresentation> known) {
        return known != null
                && known.size() == wanted.size()
                && wanted.stream().allMatch(one -> known.stream().anyMatch(other -> same(one, other)));
    }

    private static boolean same(ProtocolMapperRepresentation wanted, ProtocolMapperRepresentation known) {
        return wanted.getName().equals(known.getName())
                && wanted.getProtocolMapper().equals(known.getProtocolMapper())
                && holds(known.getConfig(), wanted.getConfig());
    }

    private static boolean holds(@Nullable Map<String, String> known, Map<String, String> wanted) {
        return known != null && known.entrySet().containsAll(wanted.entrySet());
    }

    private static Map<String, String> claim(String name, String key, String value) {
        return Map.of("claim.name", name, key, value, "jsonType.label", "String", "access.token.claim", YES);
    }

    private static ProtocolMapperRepresentation mapper(String name, String kind, Map<String, String> config) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName(name);
        mapper.setProtocol(PROTOCOL);
        mapper.setProtocolMapper(kind);
        mapper.setConfig(config);
        return mapper;
    }
}
