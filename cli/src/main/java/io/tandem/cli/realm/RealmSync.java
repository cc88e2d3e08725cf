package io.tandem.cli.realm;

import static io.tandem.cli.realm.KeycloakAdmin.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.cli.home.JsonFile;
import io.tandem.cli.outcome.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// Brings a realm that exists up to what this build and these settings would import: addresses, secrets, roles,
/// clients, service accounts. What people added stays; passwords of people that exist are theirs.
///
/// Done once for each wanted realm: its hash is kept beside Keycloak's data in `realm.sha256`.
public final class RealmSync {
    private static final Pattern LOCAL = Pattern.compile("http://(localhost|127\\.0\\.0\\.1):[0-9]+(/\\*)?");

    private final Path mark;
    private final ObjectNode wanted;

    /// @param mark where the hash of the realm is kept that was imported or brought in last
    public RealmSync(Path mark, ObjectNode wanted) {
        this.mark = mark;
        this.wanted = wanted;
    }

    /// Whether the realm may differ from what is wanted.
    public boolean needed() {
        try {
            return !Files.exists(mark) || !Files.readString(mark).equals(hash());
        } catch (IOException e) {
            return true;
        }
    }

    /// Remembers that the realm is as wanted.
    public void done() {
        try {
            Files.createDirectories(mark.getParent());
            Files.writeString(mark, hash());
        } catch (IOException e) {
            throw Failure.failed("The file " + mark + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /// @param url Keycloak's address on this machine
    public void run(String url, String adminPassword) {
        KeycloakAdmin keycloak = new KeycloakAdmin(url, adminPassword);
        realm(keycloak);
        wanted.at("/roles/realm").forEach(role -> keycloak.post("/roles", role));
        wanted.path("groups").forEach(group -> keycloak.post("/groups", group));
        wanted.path("clients").forEach(client -> client(keycloak, (ObjectNode) client));
        wanted.path("users").forEach(user -> user(keycloak, (ObjectNode) user));
        done();
    }

    private void realm(KeycloakAdmin keycloak) {
        ObjectNode realm = (ObjectNode) keycloak.get("");
        wanted.properties().forEach(field -> {
            if (field.getValue().isValueNode()) {
                realm.set(field.getKey(), field.getValue());
            }
        });
        realm.set("enabledEventTypes", wanted.path("enabledEventTypes"));
        realm.withObject("/attributes").setAll((ObjectNode) wanted.path("attributes"));
        keycloak.put("", realm);
    }

    private static void client(KeycloakAdmin keycloak, ObjectNode client) {
        Optional<String> id = clientId(keycloak, client.path("clientId").asText());
        if (id.isEmpty()) {
            keycloak.post("/clients", client);
            return;
        }
        String path = "/clients/" + id.get();
        ObjectNode known = (ObjectNode) keycloak.get(path);
        keycloak.put(path, merged(known, client));
        for (JsonNode mapper : client.path("protocolMappers")) {
            mapper(keycloak, path + "/protocol-mappers/models", known.path("protocolMappers"), (ObjectNode) mapper);
        }
    }

    /// What is known with what is wanted over it. Of addresses that were added, those on other ports of this machine
    /// go: they are where Tandem was before.
    static ObjectNode merged(ObjectNode known, ObjectNode wanted) {
        ObjectNode merged = known.deepCopy();
        merged.remove("protocolMappers");
        wanted.properties().forEach(field -> {
            if (field.getValue().isValueNode()) {
                merged.set(field.getKey(), field.getValue());
            }
        });
        if (wanted.path("attributes") instanceof ObjectNode attributes) {
            merged.withObject("/attributes").setAll(attributes);
        }
        for (String list : new String[] {"redirectUris", "webOrigins"}) {
            if (wanted.has(list)) {
                Set<String> all = new LinkedHashSet<>();
                wanted.path(list).forEach(one -> all.add(one.asText()));
                StreamSupport.stream(known.path(list).spliterator(), false)
                        .map(JsonNode::asText)
                        .filter(one -> !LOCAL.matcher(one).matches())
                        .forEach(all::add);
                ArrayNode texts = merged.putArray(list);
                all.forEach(texts::add);
            }
        }
        return merged;
    }

    private static void mapper(KeycloakAdmin keycloak, String path, JsonNode known, ObjectNode mapper) {
        for (JsonNode one : known) {
            if (one.path("name").equals(mapper.path("name"))) {
                ObjectNode changed = mapper.deepCopy();
                changed.set("id", one.path("id"));
                keycloak.put(path + "/" + one.path("id").asText(), changed);
                return;
            }
        }
        keycloak.post(path, mapper);
    }

    private static void user(KeycloakAdmin keycloak, ObjectNode user) {
        String id;
        if (user.has("serviceAccountClientId")) {
            String client = clientId(
                            keycloak, user.path("serviceAccountClientId").asText())
                    .orElseThrow();
            id = keycloak.get("/clients/" + client + "/service-account-user")
                    .path("id")
                    .asText();
        } else {
            String query = "/users?exact=true&username="
                    + encoded(user.path("username").asText());
            if (keycloak.get(query).isEmpty()) {
                keycloak.post("/users", user);
            }
            id = keycloak.get(query).path(0).path("id").asText();
        }
        roles(keycloak, "/users/" + id, user);
    }

    private static void roles(KeycloakAdmin keycloak, String path, ObjectNode user) {
        for (JsonNode role : user.path("realmRoles")) {
            keycloak.post(
                    path + "/role-mappings/realm",
                    JsonFile.MAPPER.createArrayNode().add(keycloak.get("/roles/" + encoded(role.asText()))));
        }
        user.path("clientRoles").properties().forEach(client -> {
            String id = clientId(keycloak, client.getKey()).orElseThrow();
            for (JsonNode role : client.getValue()) {
                keycloak.post(
                        path + "/role-mappings/clients/" + id,
                        JsonFile.MAPPER
                                .createArrayNode()
                                .add(keycloak.get("/clients/" + id + "/roles/" + encoded(role.asText()))));
            }
        });
        for (JsonNode group : user.path("groups")) {
            String name = group.asText().substring(1);
            for (JsonNode found : keycloak.get("/groups?exact=true&search=" + encoded(name))) {
                keycloak.put(path + "/groups/" + found.path("id").asText());
            }
        }
    }

    private static Optional<String> clientId(KeycloakAdmin keycloak, String name) {
        JsonNode found = keycloak.get("/clients?clientId=" + encoded(name));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.path(0).path("id").asText());
    }

    private String hash() {
        try {
            byte[] text = wanted.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
