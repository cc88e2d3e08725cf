package io.tandem.runtime.effect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.Money;
import io.tandem.events.ReplayOf;
import io.tandem.runtime.agent.Effect;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.JournalEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordedCallsTest {
    private static final ObjectNode ADA =
            JsonNodeFactory.instance.objectNode().put("name", "Ada").put("limit", 5);

    private static JournalEntry at(long seq, Entry entry) {
        return new JournalEntry(seq, 1, Instant.EPOCH, entry);
    }

    private static Entry turn(Entry.ToolCall... calls) {
        return new Entry.ModelTurn(
                "x", "scripted", "s", "fast", "", List.of(calls), new Entry.Tokens(1, 1), Money.zero("EUR"), 1);
    }

    private static Entry answer(Entry.ToolCall call, int nth, List<JournalEntry> journal) {
        return RecordedCalls.answer(new Effect.Recall(call, UUID.randomUUID(), nth), journal);
    }

    @Nested
    class GivenACallThatIsOnRecord {
        private final List<JournalEntry> journal = List.of(
                at(1, turn(new Entry.ToolCall("a", "crm/find", ADA))),
                at(2, new Entry.ToolOutcome("a", "crm/find", "ok", "one", null, 7)),
                at(3, turn(new Entry.ToolCall("b", "crm/find", ADA))),
                at(4, new Entry.ToolOutcome("b", "crm/find", "ok", "two", null, 7)));

        private String content(int nth, ObjectNode arguments) {
            Entry entry = answer(new Entry.ToolCall("z", "crm/find", arguments), nth, journal);
            assertThat(entry).isInstanceOfSatisfying(Entry.ToolOutcome.class, outcome -> assertThat(outcome.callId())
                    .isEqualTo("z"));
            return ((Entry.ToolOutcome) entry).content();
        }

        @Test
        void answersAsThenWhateverTheOrderOfArguments() {
            ObjectNode turned =
                    JsonNodeFactory.instance.objectNode().put("limit", 5).put("name", "Ada");

            assertThat(content(0, turned)).isEqualTo("one");
        }

        @Test
        void answersTheSecondOneAsTheSecondAndMoreAsTheLast() {
            assertThat(content(1, ADA)).isEqualTo("two");
            assertThat(content(5, ADA)).isEqualTo("two");
        }

        @Test
        void answersNothingWithOtherArguments() {
            Entry entry =
                    answer(new Entry.ToolCall("z", "crm/find", JsonNodeFactory.instance.objectNode()), 0, journal);

            assertThat(entry).isInstanceOfSatisfying(Entry.ToolOutcome.class, outcome -> {
                assertThat(outcome.status()).isEqualTo(ReplayOf.NOT_RECORDED);
                assertThat(outcome.content()).startsWith("This is a replay: nothing is called");
            });
        }
    }

    @Nested
    class GivenAPeer {
        private static final ObjectNode ASKED =
                JsonNodeFactory.instance.objectNode().put("message", "figures");

        @Test
        void answersForItWithoutItsTask() {
            List<JournalEntry> journal = List.of(
                    at(1, turn(new Entry.ToolCall("a", "agent/clerk", ASKED))),
                    at(2, new Entry.ChildReplied("a", "clerk", "task-1", "COMPLETED", "42", null)));

            assertThat(answer(new Entry.ToolCall("z", "agent/clerk", ASKED), 0, journal))
                    .isEqualTo(new Entry.ChildReplied("z", "clerk", null, "COMPLETED", "42", null));
        }

        @Test
        void saysSoWhereItWasNotAsked() {
            assertThat(answer(new Entry.ToolCall("z", "agent/clerk", ASKED), 0, List.of()))
                    .isInstanceOfSatisfying(Entry.ChildReplied.class, reply -> assertThat(reply.state())
                            .isEqualTo(ReplayOf.NOT_RECORDED));
        }
    }

    @Nested
    class GivenACallWithoutAnOutcome {
        @Test
        void isNotOnRecord() {
            Entry entry = answer(
                    new Entry.ToolCall("z", "crm/find", ADA),
                    0,
                    List.of(at(1, turn(new Entry.ToolCall("a", "crm/find", ADA)))));

            assertThat(((Entry.ToolOutcome) entry).status()).isEqualTo(ReplayOf.NOT_RECORDED);
        }
    }
}
