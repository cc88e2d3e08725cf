package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.TaskState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Near-duplicates, the inventory, and owners who leave, with the real identity provider.
class SprawlTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final Agents AGENTS = new Agents(TANDEM);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> PEOPLE = List.of("leaver", "stayer");

    private static Api builder;
    private static Api admin;

    @BeforeAll
    static void twoPeopleJoin() throws Exception {
        builder = Api.as(TANDEM, "builder");
        admin = Api.as(TANDEM, "admin");
        for (String person : PEOPLE) {
            HttpResponse<String> made = realm("POST", "/users", "{\"username\":\"" + person + "\",\"enabled\":true}");
            assertThat(made.statusCode()).as(made.body()).isIn(201, 409);
            enable(person, true);
        }
    }

    @AfterAll
    static void theyGo() throws Exception {
        for (String person : PEOPLE) {
            realm("DELETE", "/users/" + id(person), "");
        }
    }

    @Test
    void asksWhyForWhatIsMuchLikeAnotherAgentAndKeepsTheAnswer() {
        create("dunner", "builder", "operator", "Finds overdue invoices and drafts reminders for customers");
        create("reminder", "builder", "operator", "Drafts reminders to customers whose invoices are overdue");
        String versions = "/api/v1/agents/reminder/versions";
        assertThat(builder.post(versions, "").status()).isEqualTo(201);

        Api.Answer refused = builder.post(versions + "/1/transitions", "{\"to\":\"IN_EVALUATION\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("type").asText()).endsWith("/near-duplicate");
        assertThat(refused.body().path("detail").asText()).contains("dunner (team sales, owner builder");

        assertThat(TANDEM.command("agents", "submit", "reminder@1", "--reason", "That one is for France."))
                .contains("IN_EVALUATION");
        JsonNode move = builder.get(versions + "/1").body().at("/moves/1");
        assertThat(move.path("reason").asText()).isEqualTo("That one is for France.");
        assertThat(move.at("/nearDuplicates/0/name").asText()).isEqualTo("dunner");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> recorded("agent.transition", "reminder").anyMatch(text -> text.contains("dunner")));
    }

    @Test
    void tellsHowAgentsAreUsed() {
        AGENTS.submit("counted", "", "");
        AGENTS.approve(List.of("counted"));
        assertThat(AGENTS.send("counted", "hello").status().state()).isEqualTo(TaskState.COMPLETED);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> line("counted").path("tasks").asInt() == 1);

        assertThat(line("counted").path("score").asDouble()).isEqualTo(1);
        assertThat(line("counted").has("reviewOn")).isTrue();
        assertThat(TANDEM.command("agents", "inventory", "--csv")).contains("counted,sales,builder,operator,");
        assertThat(TANDEM.command("agents", "steward", "counted", "--deputy", "approver"))
                .contains("counted: owner builder, deputy approver");
    }

    @Test
    void makesTheDeputyTheOwnerOfAPersonWhoIsDisabled() throws Exception {
        create("inherited", "leaver", "stayer", "Reads meters of gas, water and heat in cellars");
        enable("leaver", false);

        assertThat(TANDEM.command("board", "owners"))
                .contains("inherited: Its owner leaver is disabled or gone; the deputy stayer is its owner now.");

        assertThat(line("inherited").path("owner").asText()).isEqualTo("stayer");
        assertThat(line("inherited").has("deputy")).isFalse();
        await().atMost(Duration.ofSeconds(30)).until(() -> recorded("agent.stewards", "inherited")
                .anyMatch(text -> text.contains("leaver is disabled or gone")));

        // The deputy leaves as well, and there is nobody left: a notice until somebody takes it over.
        enable("stayer", false);
        assertThat(TANDEM.command("board", "owners")).contains("unless somebody takes it over, it is suspended on");
        assertThat(card("UNOWNED", "inherited").path("says").asText()).contains("stayer is disabled or gone");
        assertThat(TANDEM.command("board", "act", "unowned", "inherited", "--reason", "mine now", "--as", "builder"))
                .doesNotContain("UNOWNED");
        assertThat(line("inherited").path("owner").asText()).isEqualTo("builder");
    }

    private static java.util.stream.Stream<String> recorded(String action, String agent) {
        JsonNode records =
                admin.get("/api/v1/audit/records?pageSize=200&agent=" + agent).body();
        return StreamSupport.stream(records.path("items").spliterator(), false)
                .map(JsonNode::toString)
                .filter(text -> text.contains(action));
    }

    private static JsonNode line(String name) {
        return found(builder.get("/api/v1/inventory").body(), "name", name);
    }

    private static JsonNode card(String kind, String agent) {
        return StreamSupport.stream(
                        builder.get("/api/v1/board").body().path("items").spliterator(), false)
                .filter(card -> card.path("kind").asText().equals(kind)
                        && card.path("agent").asText().equals(agent))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static JsonNode found(JsonNode page, String field, String value) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .filter(item -> item.path(field).asText().equals(value))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static void create(String name, String owner, String deputy, String purpose) {
        String text = Agents.definition(name, "", "")
                .replace("owner: builder", "owner: " + owner)
                .replace("deputy: operator", "deputy: " + deputy)
                .replace("Does what the tests of the platform ask for", purpose)
                .replace("Answer what you are asked.", "Be brief.");
        Api.Answer made = builder.send("POST", "/api/v1/agents", "application/yaml", text);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private static void enable(String person, boolean enabled) throws Exception {
        String path = "/users/" + id(person);
        ObjectNode user = (ObjectNode) json(realm("GET", path, "").body());
        realm("PUT", path, user.put("enabled", enabled).toString());
    }

    private static String id(String person) throws Exception {
        return json(realm("GET", "/users?exact=true&username=" + person, "").body())
                .get(0)
                .path("id")
                .asText();
    }

    private static HttpResponse<String> realm(String method, String path, String body)
            throws IOException, InterruptedException {
        URI address = TANDEM.oidc("/admin/realms/tandem" + path);
        return HTTP.send(
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + adminToken())
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String adminToken() {
        return TandemUnderTest.form(
                        TANDEM.oidc("/realms/master/protocol/openid-connect/token"),
                        "grant_type=password&client_id=admin-cli&username=admin&password="
                                + TANDEM.secret("keycloakAdmin"))
                .get("access_token")
                .asText();
    }

    private static JsonNode json(String text) {
        return A2aJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
