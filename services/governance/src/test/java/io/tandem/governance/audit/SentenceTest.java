package io.tandem.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import io.tandem.ledger.LedgerRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {
    @Nested
    class GivenAnAuditEvent {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        ledger.read       | person:auditor      | ledger | allowed | auditor read records of the ledger.
                        connector.removed | person:admin        | shop   | allowed | admin removed the connector shop.
                        tool.quarantined  | service:tandem-hub  | a/b    | allowed | The platform quarantined the tool a/b.
                        agent.created     | person:viewer       | clerk  | denied  | viewer was not allowed to make the agent clerk.
                        of.tomorrow       | person:viewer       | it     | denied  | viewer was denied of tomorrow, it.
                        """)
        void tellsWhoDidWhat(String kind, String who, String subject, String decision, String told) {
            assertThat(sentence("audit.registry", about(kind, who, decision, subject), "{}"))
                    .isEqualTo(told);
        }

        @Test
        void tellsFromWhereToWhereAVersionWent() {
            String moved = """
                    {"reason":"Reads well","details":{"version":2,"from":"IN_REVIEW","to":"ACTIVE"}}""";

            assertThat(sentence(
                            "audit.registry", about("agent.transition", "person:approver", "allowed", "clerk"), moved))
                    .isEqualTo("approver moved clerk@2 from in review to active (Reads well).");
        }
    }

    @Nested
    class GivenChangedModels {
        @Test
        void tellsWhichOnesInWords() {
            assertThat(sentence(
                            "audit.router",
                            about("models.changed", "service:tandem-router", "allowed", "language models"),
                            "{\"reason\":\"added a of openai; fast is now a\"}"))
                    .isEqualTo("The platform changed the language models (added a of openai; fast is now a).");
        }
    }

    @Nested
    class GivenATurnOfAModel {
        @Test
        void tellsHowManyToolsItAsksFor() {
            String turn = """
                    {"body":{"model":"m","toolCalls":[{"id":"1","tool":"a/b"}]}}""";

            assertThat(sentence("a2a.events", about("model-turn", "person:builder", null, null), turn))
                    .isEqualTo("an agent was answered by model m, which asks for a tool.");
        }
    }

    private static LedgerRecord.About about(
            String kind,
            String person,
            @org.jspecify.annotations.Nullable String decision,
            @org.jspecify.annotations.Nullable String subject) {
        return new LedgerRecord.About(kind, person, null, null, null, null, decision, subject);
    }

    private static String sentence(String stream, LedgerRecord.About about, String payload) {
        JsonNode event = EventJson.read(payload.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        Instant at = Instant.EPOCH;
        return Sentence.of(new LedgerRecord("sales", 1, "", stream, "s", null, "e", "t", at, at, about, "", ""), event);
    }
}
