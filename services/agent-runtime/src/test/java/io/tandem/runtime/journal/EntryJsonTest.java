package io.tandem.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.EventJson;
import io.tandem.events.Flow;
import io.tandem.events.Money;
import io.tandem.events.ToolRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryJsonTest {
    private static final Entry.ToolCall CALL = new Entry.ToolCall(
            "t1", "shop/query", JsonNodeFactory.instance.objectNode().put("sql", "select 1"));
    private static final Entry.ModelTurn TURN = new Entry.ModelTurn(
            "m1",
            "local",
            "small",
            "fast",
            "",
            List.of(CALL),
            new Entry.Tokens(812, 40),
            new Money(new BigDecimal("0.0021"), "EUR"),
            1840);

    static Stream<Entry> entries() {
        return Stream.of(
                TURN,
                new Entry.ApprovalAsked(CALL, "a1", "It writes.", null),
                new Entry.ApprovalAsked(
                        CALL,
                        "a1",
                        "It writes.",
                        new Entry.ApprovalTerms("h", Instant.EPOCH, Instant.EPOCH.plusSeconds(60))),
                new Entry.ApprovalDecided("a1", "granted", "person:approver", null, null),
                new Entry.ApprovalDecided("a1", "granted", "person:approver", "less", CALL.arguments()),
                new Entry.ConnectionAsked(CALL, "k1", "shop", "Nobody connected it.", "http://localhost/connections"),
                new Entry.ConnectionMade("k1", "shop", "person:builder"),
                new Entry.ConnectionWithdrawn("k1", "shop", "the connector was removed"),
                new Entry.ToolIntent(CALL, ToolRecord.Effect.READ, null),
                new Entry.ToolIntent(CALL, ToolRecord.Effect.KEYED, "a1"),
                new Entry.ToolOutcome("t1", "shop/query", "ok", "1", null, 31),
                new Entry.ToolOutcome("t1", "shop/query", "ok", "[redacted: token]", null, 31, Flow.WORST),
                new Entry.ToolOutcome("t1", "shop/query", "denied", "", "No right.", 2),
                new Entry.Refused("Not my matter."));
    }

    @Nested
    class GivenAnEntry {
        @ParameterizedTest
        @MethodSource("io.tandem.runtime.journal.EntryJsonTest#entries")
        void comesBackTheSame(Entry entry) {
            assertThat(EntryJson.read(entry.kind(), EntryJson.write(entry))).isEqualTo(entry);
        }

        @Test
        void tellsCallsFlat() {
            JsonNode turn = EntryJson.write(TURN);
            assertThat(turn.at("/toolCalls/0/tool").asText()).isEqualTo("shop/query");
            assertThat(turn.path("inputTokens").asLong()).isEqualTo(812);
            JsonNode outcome = EntryJson.write(new Entry.ToolOutcome("t1", "shop/query", "ok", "1", null, 31));
            assertThat(outcome.at("/content/0/text").asText()).isEqualTo("1");
        }
    }

    @Nested
    class GivenAJournalOfTheFirstBuilds {
        @Test
        void isReadLikeOneOfToday() {
            ObjectNode intent = JsonNodeFactory.instance.objectNode().put("effect", "READ");
            intent.set("call", EventJson.toTree(CALL));
            assertThat(EntryJson.read("model-turn", EventJson.toTree(TURN))).isEqualTo(TURN);
            assertThat(EntryJson.read("tool-intent", intent))
                    .isEqualTo(new Entry.ToolIntent(CALL, ToolRecord.Effect.READ, null));
            Entry.ToolOutcome outcome = new Entry.ToolOutcome("t1", "shop/query", "ok", "1", null, 31);
            assertThat(EntryJson.read("tool-outcome", EventJson.toTree(outcome)))
                    .isEqualTo(outcome);
        }
    }
}
