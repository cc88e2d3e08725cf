package io.tandem.cli.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.home.Secrets;
import io.tandem.cli.home.Service;
import io.tandem.cli.home.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Fills the realm template with this Tandem's addresses, secrets and people, in Keycloak's import format.
///
/// Every client gets the mappers that the platform relies on: audience `tandem`, audience `tandem-hub`,
/// which may exchange the token for one of an agent, and claim `teams` from the groups.
public final class RealmImport {
    private final Settings settings;
    private final Secrets secrets;
    private final JsonNode mappers;

    private RealmImport(Settings settings, Secrets secrets, JsonNode mappers) {
        this.settings = settings;
        this.secrets = secrets;
        this.mappers = mappers;
    }

    public static ObjectNode realm(Settings settings, Secrets secrets, DemoCast cast) {
        ObjectNode realm = template("realm.json");
        ObjectNode mappers = template("mappers.json");
        return new RealmImport(settings, secrets, mappers.path("protocolMappers")).fill(realm, cast);
    }

    private ObjectNode fill(ObjectNode realm, DemoCast cast) {
        realm.withObject("/attributes").put("frontendUrl", settings.keycloakUrl());
        ArrayNode roles = realm.withObject("/roles").withArray("realm");
        DemoCast.ROLES.forEach(role -> roles.addObject().put("name", role));
        ArrayNode groups = realm.withArray("groups");
        DemoCast.TEAMS.forEach(team -> groups.addObject().put("name", team));

        ArrayNode clients = realm.withArray("clients");
        ArrayNode users = realm.withArray("users");
        clients.add(console());
        clients.add(commandLine());
        for (Service service : Service.values()) {
            clients.add(serviceClient(service));
            users.add(serviceAccount(service));
        }
        for (DemoClient client : cast.clients()) {
            clients.add(serviceClient(client.clientId(), client.clientSecret()));
            users.add(serviceAccount(client.clientId(), client.roles(), client.teams()));
        }
        cast.people().forEach(person -> users.add(person(person)));
        return realm;
    }

    private ObjectNode console() {
        ObjectNode client = client("tandem-console")
                .put("publicClient", true)
                .put("standardFlowEnabled", true)
                .put("rootUrl", settings.url());
        client.withObject("/attributes")
                .put("pkce.code.challenge.method", "S256")
                .put("post.logout.redirect.uris", "+");
        ArrayNode redirects = client.withArray("redirectUris");
        ArrayNode origins = client.withArray("webOrigins");
        for (String origin : origins()) {
            redirects.add(origin + "/*");
            origins.add(origin);
        }
        return client;
    }

    private ObjectNode commandLine() {
        ObjectNode client = client("tandem-cli").put("publicClient", true).put("directAccessGrantsEnabled", true);
        client.withObject("/attributes").put("oauth2.device.authorization.grant.enabled", "true");
        return client;
    }

    /// connector-hub exchanges people's tokens for those of agents.
    private ObjectNode serviceClient(Service service) {
        ObjectNode client = serviceClient(service.client(), secrets.clientSecret(service));
        if (service == Service.HUB) {
            client.withObject("/attributes").put("standard.token.exchange.enabled", "true");
        }
        return client;
    }

    private ObjectNode serviceClient(String name, String secret) {
        return client(name).put("serviceAccountsEnabled", true).put("secret", secret);
    }

    private ObjectNode client(String name) {
        ObjectNode client = JsonFile.MAPPER
                .createObjectNode()
                .put("clientId", name)
                .put("protocol", "openid-connect")
                .put("enabled", true)
                .put("publicClient", false)
                .put("standardFlowEnabled", false)
                .put("directAccessGrantsEnabled", false)
                .put("fullScopeAllowed", true);
        client.set("protocolMappers", mappers.deepCopy());
        return client;
    }

    private List<String> origins() {
        int port = settings.ports().http();
        List<String> origins = new ArrayList<>(List.of("http://localhost:" + port, "http://127.0.0.1:" + port));
        if (!origins.contains(settings.url())) {
            origins.add(settings.url());
        }
        return origins;
    }

    private static ObjectNode person(DemoPerson person) {
        String name = person.username();
        ObjectNode user = user(name, person.roles(), person.teams())
                .put("email", name + "@tandem.localhost")
                .put("emailVerified", true)
                .put("firstName", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .put("lastName", "Demo");
        user.withArray("credentials")
                .addObject()
                .put("type", "password")
                .put("value", person.password())
                .put("temporary", false);
        return user;
    }

    /// agent-registry looks up who exists, connector-hub makes the agents' clients; no other service may do either.
    private static ObjectNode serviceAccount(Service service) {
        ObjectNode account = serviceAccount(service.client(), List.of(), List.of());
        switch (service) {
            case REGISTRY -> manages(account, "view-users");
            case HUB -> manages(account, "manage-clients");
            case GATEWAY, RUNTIME, ROUTER, GOVERNANCE -> {}
        }
        return account;
    }

    private static void manages(ObjectNode account, String role) {
        account.withObject("/clientRoles").withArray("realm-management").add(role);
    }

    private static ObjectNode serviceAccount(String client, List<String> roles, List<String> teams) {
        return user("service-account-" + client, roles, teams).put("serviceAccountClientId", client);
    }

    private static ObjectNode user(String name, List<String> roles, List<String> teams) {
        ObjectNode user =
                JsonFile.MAPPER.createObjectNode().put("username", name).put("enabled", true);
        ArrayNode realmRoles = user.withArray("realmRoles");
        roles.forEach(realmRoles::add);
        ArrayNode groups = user.withArray("groups");
        teams.forEach(team -> groups.add("/" + team));
        return user;
    }

    private static ObjectNode template(String name) {
        try (InputStream in = Objects.requireNonNull(RealmImport.class.getResourceAsStream(name), name)) {
            return JsonFile.MAPPER.readValue(in, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
