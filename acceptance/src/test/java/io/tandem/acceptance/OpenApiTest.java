package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The one OpenAPI document: the committed copy is the built one, and the platform answers as it says.
class OpenApiTest {
    private static final Path BUILT = Path.of("..", "services", "standalone", "target", "openapi", "openapi.yaml");
    private static final Path COMMITTED = Path.of("..", "docs", "reference", "openapi.yaml");

    @Nested
    class GivenTheCommittedDocument {
        @Test
        void isTheOneThatWasBuilt() throws IOException {
            assertThat(Files.readString(COMMITTED))
                    .as(
                            "docs/reference/openapi.yaml is a promise, and the console's types are made from it; if the change"
                                    + " is meant, run ./tandem docs (or copy services/standalone/target/openapi/openapi.yaml)")
                    .isEqualTo(Files.readString(BUILT));
        }
    }

    @Nested
    class GivenARunningPlatform {
        private static final TandemUnderTest TANDEM = TandemUnderTest.running();
        private static Api admin;
        private static Described described;

        @BeforeAll
        static void read() {
            admin = Api.as(TANDEM, "admin");
            described = new Described(
                    new Api(TANDEM, "").get("/openapi?format=json").body());
        }

        @Test
        void describesEachPublicPathWithTagAndSummary() {
            List<String> found = new ArrayList<>();
            described.document().path("paths").properties().forEach(path -> path.getValue()
                    .properties()
                    .forEach(method -> {
                        JsonNode operation = method.getValue();
                        if (!method.getKey().equals("parameters")
                                && (operation.path("tags").isEmpty()
                                        || operation.path("summary").asText().isBlank()
                                        || operation
                                                .path("operationId")
                                                .asText()
                                                .isBlank())) {
                            found.add(method.getKey() + " " + path.getKey());
                        }
                    }));
            assertThat(found).isEmpty();
            assertThat(described.document().path("paths").fieldNames())
                    .toIterable()
                    .noneMatch(path -> path.startsWith("/internal"));
        }

        @ParameterizedTest
        @CsvSource({
            "/api/v1/agents, /api/v1/agents?pageSize=5",
            "/api/v1/agents, /api/v1/agents?pageSize=0",
            "/api/v1/agents/{name}, /api/v1/agents/echo",
            "/api/v1/agents/{name}, /api/v1/agents/nobody",
            "/api/v1/agents/{name}/versions, /api/v1/agents/echo/versions",
            "/api/v1/agents/{name}/grants, /api/v1/agents/echo/grants",
            "/api/v1/schemas/agent-definition.json, /api/v1/schemas/agent-definition.json",
            "/api/v1/designs, /api/v1/designs",
            "/api/v1/evaluations, /api/v1/evaluations",
            "/api/v1/tasks, /api/v1/tasks?pageSize=3",
            "/api/v1/tasks/{id}, /api/v1/tasks/00000000-0000-7000-8000-000000000000",
            "/api/v1/connectors, /api/v1/connectors",
            "/api/v1/connectors/{name}, /api/v1/connectors/database",
            "/api/v1/connectors/{connector}/tools, /api/v1/connectors/database/tools",
            "/api/v1/connectors/{connector}/tools, /api/v1/connectors/shop/tools",
            "/api/v1/approvals, /api/v1/approvals",
            "/api/v1/approvals/{id}, /api/v1/approvals/nothing",
            "/api/v1/models, /api/v1/models",
            "/v1/models, /v1/models",
            "/api/v1/audit/records, /api/v1/audit/records?pageSize=50",
            "/api/v1/audit/verify, /api/v1/audit/verify",
            "/console-config.json, /console-config.json",
            "/a2a/agents/{agent}/.well-known/agent-card.json, /a2a/agents/echo/.well-known/agent-card.json",
            "/a2a/agents/{agent}/.well-known/agent-card.json, /a2a/agents/nobody/.well-known/agent-card.json",
            "/a2a/agents/{agent}/tasks, /a2a/agents/echo/tasks",
        })
        void answersAReadAsDescribed(String path, String read) {
            Api.Answer answer = admin.get(read);

            assertThat(described.faults("GET", path, answer))
                    .as(answer.toString())
                    .isEmpty();
        }

        @Test
        void answersATaskAndItsStepsAsDescribed() {
            Api.Answer sent = admin.post("/a2a/agents/echo/message:send", """
                    {"message": {"messageId": "openapi-%d", "role": "ROLE_USER", "parts": [{"text": "a"}]}}
                    """.formatted(System.nanoTime()));
            String id = sent.body().at("/task/id").asText();

            assertThat(described.faults("POST", "/a2a/agents/{agent}/message:send", sent))
                    .isEmpty();
            assertThat(described.faults("GET", "/api/v1/tasks/{id}", admin.get("/api/v1/tasks/" + id)))
                    .isEmpty();
            assertThat(described.faults("GET", "/api/v1/tasks/{id}/steps", admin.get("/api/v1/tasks/" + id + "/steps")))
                    .isEmpty();
        }

        @Test
        void answersRefusalsAsDescribed() {
            Api stranger = new Api(TANDEM, "");
            Api.Answer none = stranger.get("/api/v1/agents");
            Api.Answer invalid = Api.as(TANDEM, "builder").post("/api/v1/agents", "{\"kind\":\"Agent\"}");
            Api.Answer forbidden = Api.as(TANDEM, "viewer").post("/api/v1/connectors", "{\"name\":\"mine\"}");

            assertThat(none.status()).isEqualTo(401);
            assertThat(invalid.status()).isEqualTo(400);
            assertThat(forbidden.status()).isEqualTo(403);
            assertThat(described.faults("GET", "/api/v1/agents", none)).isEmpty();
            assertThat(described.faults("POST", "/api/v1/agents", invalid)).isEmpty();
            assertThat(described.faults("POST", "/api/v1/connectors", forbidden))
                    .isEmpty();
        }
    }
}
