package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What happens at the edge is on record: who signed in, and what was refused to whom.
class EdgeRecordsTest {
    private static final TandemUnderTest TANDEM = TandemUnderTest.running();

    private static JsonNode records(String query) {
        return Api.as(TANDEM, "auditor")
                .get("/api/v1/audit/records?pageSize=100&" + query)
                .body()
                .path("items");
    }

    private static boolean recorded(String query, String subject) {
        return StreamSupport.stream(records(query).spliterator(), false)
                .anyMatch(record -> record.path("subject").asText().equals(subject)
                        || record.path("agent").asText().equals(subject));
    }

    @Nested
    class GivenASession {
        @Test
        void isRecordedOnceWithItsFirstToken() {
            Api viewer = Api.as(TANDEM, "viewer");
            viewer.get("/api/v1/agents");
            await().atMost(Duration.ofSeconds(30)).until(() -> recorded("kind=sign-in&person=viewer", "person:viewer"));
            int before = records("kind=sign-in&person=viewer").size();

            viewer.get("/api/v1/agents");
            viewer.get("/api/v1/connectors");
            Api.as(TANDEM, "operator").get("/api/v1/agents");

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> recorded("kind=sign-in&person=operator", "person:operator"));
            assertThat(records("kind=sign-in&person=viewer").size()).isEqualTo(before);
        }
    }

    @Nested
    class GivenARefusal {
        @Test
        void isRecordedWhereAnAdministratorWasNeeded() {
            Api.as(TANDEM, "viewer").post("/api/v1/connectors", "{\"name\":\"mine\"}");

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> recorded("kind=request.refused&person=viewer", "/api/v1/connectors"));
        }

        @Test
        void isRecordedWhereTheAgentIsNotTheirsToCall() {
            Api.as(TANDEM, "builder2").get("/a2a/agents/policy-clerk/.well-known/agent-card.json");

            await().atMost(Duration.ofSeconds(60)).until(() -> {
                Api.as(TANDEM, "builder2").get("/a2a/agents/policy-clerk/.well-known/agent-card.json");
                return recorded("kind=call.refused&person=builder2", "policy-clerk");
            });
        }

        @Test
        void isCountedWithoutAToken() {
            new Api(TANDEM, "").get("/api/v1/agents");
            new Api(TANDEM, "nonsense").get("/api/v1/agents");

            await().atMost(Duration.ofSeconds(30)).until(() -> recorded("kind=token.refused", "platform"));
        }
    }

    @Nested
    class GivenTheModelsOfAPlatform {
        @Test
        void areRecordedAtItsFirstStart() {
            await().atMost(Duration.ofSeconds(30)).until(() -> recorded("kind=models.changed", "language models"));
        }
    }

    @Nested
    class GivenABodyThatIsTooLarge {
        @Test
        void isRefusedWithAProblem() {
            String large = "{\"text\":\"" + "x".repeat(11 * 1024 * 1024) + "\"}";

            Api.Answer answer = Api.as(TANDEM, "builder").post("/api/v1/agents", large);

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body().path("type").asText()).endsWith("/too-large");
        }
    }
}
