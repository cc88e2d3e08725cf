package io.tandem.hub.realm;

import io.tandem.hub.seal.Sealing;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;

/// Brings the realm's clients and scopes to what they should be, by Keycloak's admin API. What is as wanted is left
/// alone; what is not ours is never touched.
@Singleton
public class RealmClients {
    private static final Logger LOG = Logger.getLogger(RealmClients.class);
    private static final String REALMS = "/realms/";
    private static final int ALL = 100_000;

    private final RealmSettings settings;
    private final Sealing sealing;
    private @Nullable Keycloak keycloak;

    @Inject
    RealmClients(RealmSettings settings, Sealing sealing) {
        this.settings = settings;
        this.sealing = sealing;
    }

    /// An agent that acts for people somewhere.
    ///
    /// @param enabled whether it may act now
    /// @param connectors whose servers it may get tokens for
    public record Agent(String name, boolean enabled, Set<String> connectors) {
        public Agent {
            connectors = Set.copyOf(connectors);
        }
    }

    /// How everything should be.
    ///
    /// @param audiences of connectors that are shown their caller, by name
    public record Wanted(Map<String, String> audiences, List<Agent> agents) {
        public Wanted {
            audiences = Map.copyOf(audiences);
            agents = List.copyOf(agents);
        }

        private List<ManagedClient> clients() {
            List<ManagedClient> clients = new ArrayList<>();
            for (Agent agent : agents) {
                clients.add(new ManagedClient(
                        RealmNames.agent(agent.name()),
                        RealmNames.actor(agent.name()),
                        agent.enabled(),
                        agent.connectors()));
            }
            if (!audiences.isEmpty()) {
                clients.add(new ManagedClient(RealmNames.LISTER, RealmNames.LISTER_ACTOR, true, audiences.keySet()));
            }
            return clients;
        }
    }

    /// @throws RuntimeException if the identity provider cannot be asked or refuses; a later call goes on from there
    public synchronized void bring(Wanted wanted) {
        RealmResource realm = realm();
        Map<String, ManagedClient> clients =
                wanted.clients().stream().collect(Collectors.toMap(ManagedClient::id, Function.identity()));
        clients(realm, clients);
        Map<String, String> scopes = scopes(realm, wanted);
        for (ClientRepresentation known : ours(realm).values()) {
            ManagedClient client = clients.get(known.getClientId());
            if (client != null) {
                optional(realm, known, names(client.connectors(), RealmNames::tool), scopes);
            }
        }
        Set<String> agents = wanted.agents().stream().map(Agent::name).collect(Collectors.toSet());
        optional(realm, hub(realm), names(agents, RealmNames::agent), scopes);
    }

    @PreDestroy
    synchronized void close() {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    /// Makes clients as they should be, but for their optional scopes, and removes the others of ours.
    private void clients(RealmResource realm, Map<String, ManagedClient> clients) {
        Map<String, ClientRepresentation> left = ours(realm);
        clients.forEach((id, client) -> {
            ClientRepresentation wanted = client.representation(sealing);
            ClientRepresentation known = left.remove(id);
            if (known == null) {
                made(realm.clients().create(wanted), id);
            } else {
                ManagedClient.difference(wanted, known).ifPresent(part -> {
                    // Scopes and mappers are not part of an update, so it is made anew; its secret is the same again.
                    LOG.infof("the client %s differs: %s", id, part);
                    realm.clients().get(known.getId()).remove();
                    made(realm.clients().create(wanted), id);
                });
            }
        });
        left.forEach((id, client) -> {
            realm.clients().get(client.getId()).remove();
            LOG.infof("removed the client %s", id);
        });
    }

    /// Makes scopes as they should be and removes the others of ours.
    ///
    /// @return their ids by name
    private static Map<String, String> scopes(RealmResource realm, Wanted wanted) {
        Map<String, ClientScopeRepresentation> scopes = wanted.agents().stream()
                .map(agent -> RealmNames.agent(agent.name()))
                .map(id -> ManagedClient.scope(id, "included.client.audience", id))
                .collect(Collectors.toMap(ClientScopeRepresentation::getName, Function.identity()));
        wanted.audiences().forEach((connector, audience) -> {
            String name = RealmNames.tool(connector);
            scopes.put(name, ManagedClient.scope(name, "included.custom.audience", audience));
        });
        for (ClientScopeRepresentation known : realm.clientScopes().findAll()) {
            if (ManagedClient.isOurs(known.getAttributes())) {
                ClientScopeRepresentation scope = scopes.get(known.getName());
                if (scope != null && ManagedClient.same(scope, known)) {
                    scopes.remove(known.getName());
                } else {
                    realm.clientScopes().get(known.getId()).remove();
                    LOG.infof("removed the client scope %s", known.getName());
                }
            }
        }
        scopes.values().forEach(scope -> made(realm.clientScopes().create(scope), scope.getName()));
        return realm.clientScopes().findAll().stream()
                .filter(scope -> ManagedClient.isOurs(scope.getAttributes()))
                .collect(Collectors.toMap(ClientScopeRepresentation::getName, ClientScopeRepresentation::getId));
    }

    /// Gives a client exactly these of our optional scopes.
    private static void optional(
            RealmResource realm, ClientRepresentation client, Set<String> wanted, Map<String, String> ids) {
        Set<String> known = Set.copyOf(client.getOptionalClientScopes());
        ClientResource resource = realm.clients().get(client.getId());
        ids.forEach((name, id) -> {
            if (wanted.contains(name) && !known.contains(name)) {
                resource.addOptionalClientScope(id);
            } else if (!wanted.contains(name) && known.contains(name)) {
                resource.removeOptionalClientScope(id);
            }
        });
    }

    private static Set<String> names(Set<String> things, UnaryOperator<String> name) {
        return things.stream().map(name).collect(Collectors.toSet());
    }

    private static Map<String, ClientRepresentation> ours(RealmResource realm) {
        return realm.clients().findAll(null, null, null, 0, ALL).stream()
                .filter(client -> ManagedClient.isOurs(client.getAttributes()))
                .collect(Collectors.toMap(ClientRepresentation::getClientId, Function.identity()));
    }

    private ClientRepresentation hub(RealmResource realm) {
        return realm.clients().findByClientId(settings.client()).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the realm has no client " + settings.client()));
    }

    /// @throws IllegalStateException if it was refused, such as for a name that somebody else uses
    private static void made(Response answer, String name) {
        try (answer) {
            if (answer.getStatus() != Response.Status.CREATED.getStatusCode()) {
                throw new IllegalStateException("the identity provider does not make " + name + " (status "
                        + answer.getStatus() + "): is there another of that name?");
            }
            LOG.infof("made %s in the realm", name);
        }
    }

    private RealmResource realm() {
        String url = settings.url();
        int realms = url.indexOf(REALMS);
        if (realms < 0) {
            throw new IllegalStateException("the realm's URL has no /realms/: clients cannot be made there");
        }
        String realm = url.substring(realms + REALMS.length());
        if (keycloak == null) {
            keycloak = KeycloakBuilder.builder()
                    .serverUrl(url.substring(0, realms))
                    .realm(realm)
                    .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                    .clientId(settings.client())
                    .clientSecret(settings.clientSecret())
                    .build();
        }
        return Objects.requireNonNull(keycloak).realm(realm);
    }
}
