package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.A2aHttpClient;
import io.tandem.a2a.SendMessageConfiguration;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// While the ledger cannot be written nothing is changed: its database role is taken away from governance.
class LedgerBehindTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();
    private static final Duration SOON = Duration.ofSeconds(90);
    private static String payer;

    @BeforeAll
    static void makePayer() {
        ToolServer.connected();
        payer = new Agents(TANDEM).onTrial("cautious", "outside/record", "");
    }

    @AfterEach
    void giveBack() {
        sql("alter role tandem_governance login");
    }

    private static void sql(String... statements) {
        String url = "jdbc:postgresql://" + TANDEM.postgres() + "/tandem";
        try (Connection connection = DriverManager.getConnection(url, "postgres", TANDEM.secret("postgresAdmin"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the administrator cannot do that", e);
        }
    }

    private static Api.Answer decide(String task) {
        String version = payer.substring(payer.indexOf('@') + 1);
        return new Api(TANDEM, TANDEM.serviceToken("runtime"))
                .post(
                        "/internal/hub/decide",
                        "{\"taskId\":\"" + task + "\",\"seq\":4,\"agent\":\"cautious\",\"version\":\"" + version
                                + "\",\"team\":\"sales\",\"onBehalfOf\":\"person:builder\",\"actors\":[],"
                                + "\"tool\":\"outside/record\",\"arguments\":{\"of\":\"" + task + "\"},"
                                + Agents.READ_NOTHING + "}");
    }

    private static String state(String task) {
        return Api.as(TANDEM, "builder")
                .get("/api/v1/tasks/" + task)
                .body()
                .at("/summary/state")
                .asText();
    }

    private static String asked() {
        try (A2aHttpClient client = TANDEM.agent(payer, "builder")) {
            SendMessageRequest request = new SendMessageRequest(
                    null,
                    Agents.message("pay").message(),
                    new SendMessageConfiguration(List.of(), null, null, true),
                    null);
            return ((SendMessageResponse.OfTask) client.send(request)).task().id();
        }
    }

    @Nested
    class GivenGovernanceThatCannotWrite {
        @Test
        void nothingIsChangedUntilItCanAndTheTaskGoesOnByItself() {
            await("the ledger is up to date")
                    .atMost(SOON)
                    .until(() -> decide(UUID.randomUUID().toString()).status() == 200);
            sql(
                    "alter role tandem_governance nologin",
                    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tandem_governance'");
            await("the hub notices")
                    .atMost(SOON)
                    .until(() -> decide(UUID.randomUUID().toString()).status() == 503);

            JsonNode problem = decide(UUID.randomUUID().toString()).body();
            assertThat(problem.path("type").asText()).endsWith("/ledger-behind");
            String task = asked();
            await("the task waits for the hub").atMost(SOON).until(() -> Api.as(TANDEM, "builder")
                    .get("/api/v1/tasks/" + task + "/steps")
                    .text()
                    .contains("\"waited\""));
            assertThat(state(task)).isEqualTo("WORKING");
            assertThat(Api.as(TANDEM, "approver")
                            .get("/api/v1/approvals?pageSize=200")
                            .text())
                    .doesNotContain(task);

            sql("alter role tandem_governance login");

            await("the task asks for its approval").atMost(SOON).until(() -> state(task), "AUTH_REQUIRED"::equals);
        }
    }
}
