package io.tandem.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.a2a.Message;
import io.tandem.a2a.TaskState;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.EventJson;
import io.tandem.events.Money;
import io.tandem.events.PlanNotice;
import io.tandem.events.ToolRecord;
import io.tandem.runtime.agent.Effect;
import io.tandem.runtime.agent.ModelRequest;
import io.tandem.runtime.agent.Next;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.JournalEntry;
import io.tandem.runtime.journal.TaskFold;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Entry.ToolCall PLAN = new Entry.ToolCall(
            "p1", "plan", json("{\"steps\":[{\"tool\":\"database/query\",\"why\":\"Counts them\"}]}"));
    private static final Entry.ToolCall QUERY = new Entry.ToolCall("q1", "database/query", json("{\"sql\":\"x\"}"));
    private static final Entry AGREED = new Entry.ToolOutcome("p1", "plan", "ok", "The plan is agreed to.", null, 0);

    private final TurnLoop loop = new TurnLoop(spec(), Clock.fixed(NOW, ZoneOffset.UTC));
    private final TaskFold task = new TaskFold("t", "c").heldUnder(1);

    private static JsonNode json(String text) {
        return EventJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static AgentSpec spec() {
        AgentDefinition.Spec spec = new AgentDefinition.Spec(
                "counts",
                "Use the database.",
                AgentDefinition.Tier.fast,
                List.of("database/query", "shop/create_credit_note"),
                List.of("clerk"),
                new AgentDefinition.Budget(null, null, null, "PT5M"),
                new AgentDefinition.Guardrails(List.of("lie"), null, null, AgentDefinition.Plan.ask),
                AgentDefinition.Risk.low,
                List.of(),
                AgentDefinition.Evaluation.of(List.of()));
        AgentDefinition definition = new AgentDefinition(
                AgentDefinition.API_VERSION,
                AgentDefinition.KIND,
                new AgentDefinition.Metadata("counter", "sales", "builder", "operator", List.of()),
                spec);
        AgentRecord.Version version = new AgentRecord.Version(
                1, "counter", "sales", "1", AgentRecord.State.ACTIVE, "00", "builder", null, definition, "0", NOW);
        return new AgentSpec(
                version,
                definition,
                Map.of("database/query", tool("query"), "shop/create_credit_note", tool("note")),
                Map.of("clerk", "knows policies"),
                List.of());
    }

    private static ToolRecord tool(String name) {
        return new ToolRecord(
                1,
                "database",
                name,
                name,
                "Asks",
                json("{\"type\":\"object\"}"),
                "h",
                ToolRecord.Effect.READ,
                ToolRecord.State.APPROVED,
                List.of("sales"),
                null,
                NOW);
    }

    private PlanTest given(Entry... entries) {
        for (Entry entry : entries) {
            task.apply(new JournalEntry(task.seq() + 1, 1, NOW, entry));
        }
        return this;
    }

    private static Entry said(String from, String text, @Nullable ObjectNode metadata) {
        Message plain = Message.user("m" + text, text);
        return new Entry.Received(
                new Message(plain.messageId(), null, null, plain.role(), plain.parts(), metadata, List.of(), List.of()),
                from,
                null);
    }

    private static Entry said(String text) {
        return said("person:alice", text, null);
    }

    private static Entry turn(Entry.ToolCall... calls) {
        return new Entry.ModelTurn(
                "x", "scripted", "s", "fast", "", List.of(calls), new Entry.Tokens(1, 1), Money.zero("EUR"), 3);
    }

    private PlanTest planned() {
        return given(said("how many?"), turn(PLAN));
    }

    private PlanTest shown() {
        Next.Wait wait = (Next.Wait) planned().loop.next(task);
        wait.entries().forEach(this::given);
        return this;
    }

    private List<String> offered() {
        ModelRequest request = ((Effect.Think) ((Next.Do) loop.next(task)).effect()).request();
        List<String> names = new ArrayList<>();
        request.tools().forEach(tool -> names.add(tool.at("/function/name").asText()));
        return names;
    }

    private static ObjectNode answer(String hash) {
        return JsonNodeFactory.instance
                .objectNode()
                .set(PlanNotice.URI, EventJson.toTree(new PlanNotice.Answer(hash, true)));
    }

    private List<Entry> written() {
        return ((Next.Write) loop.next(task)).entries();
    }

    private Entry.ToolOutcome outcome() {
        return (Entry.ToolOutcome) written().getLast();
    }

    private String hash() {
        Message message = Objects.requireNonNull(task.history().getLast());
        return Objects.requireNonNull(message.metadata())
                .get(PlanNotice.URI)
                .get("hash")
                .asText();
    }

    @Nested
    class BeforeThereIsOne {
        @Test
        void theModelCanOnlyPlanOrRefuse() {
            given(said("how many?"));

            assertThat(offered()).containsExactly("plan", "refuse");
        }

        @Test
        void aPlanOfWhatIsNotThereIsSentBack() {
            Entry.ToolCall wild = new Entry.ToolCall("p1", "plan", json("{\"steps\":[{\"tool\":\"bank/rob\"}]}"));
            given(said("how many?"), turn(wild));

            assertThat(outcome().status()).isEqualTo("denied");
            assertThat(outcome().content()).contains("bank/rob");
        }

        @Test
        void aCallThatTheModelMakesAllTheSameIsForTheHubToRefuse() {
            given(said("how many?"), turn(QUERY));

            assertThat(((Next.Do) loop.next(task)).effect())
                    .isInstanceOfSatisfying(
                            Effect.Decide.class,
                            decide -> assertThat(decide.standing().plan()).isNull());
        }
    }

    @Nested
    class OnceItIsProposed {
        @Test
        void itIsShownAndWaitedFor() {
            Next next = planned().loop.next(task);

            assertThat(next).isInstanceOfSatisfying(Next.Wait.class, wait -> {
                Entry.Moved moved = (Entry.Moved) wait.entries().getFirst();
                assertThat(moved.state()).isEqualTo(TaskState.INPUT_REQUIRED);
                Message message = Objects.requireNonNull(moved.message());
                assertThat(message.text())
                        .contains("1. database/query: Counts them")
                        .contains("Say yes");
                assertThat(Objects.requireNonNull(message.metadata())
                                .get(PlanNotice.URI)
                                .get("steps"))
                        .hasSize(1);
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"yes", " OK. ", "Go ahead!", "agreed"})
        void plainWordsAgree(String words) {
            shown().given(said(words));

            assertThat(outcome().status()).isEqualTo("ok");
            assertThat(written().getFirst()).isEqualTo(new Entry.Moved(TaskState.WORKING, null));
        }

        @ParameterizedTest
        @ValueSource(strings = {"no", "yes, but leave out the query", "not ok", ""})
        void otherWordsAskForAnotherPlan(String words) {
            shown().given(said(words));

            assertThat(outcome().status()).isEqualTo("changed");
            written().forEach(PlanTest.this::given);
            assertThat(offered()).containsExactly("plan", "refuse");
        }

        @Test
        void anotherPlansHashDoesNotAgree() {
            shown();
            given(said("person:alice", "whatever", answer("another")));
            assertThat(outcome().status()).isEqualTo("changed");
        }

        @Test
        void itsHashAgrees() {
            shown();
            given(said("person:alice", "whatever", answer(hash())));

            assertThat(outcome().status()).isEqualTo("ok");
        }

        @Test
        void anAgentsYesIsNone() {
            shown().given(said("agent:boss@1", "yes", null));

            assertThat(outcome().status()).isEqualTo("changed");
        }

        @Test
        void aTrialAgreesItself() {
            given(said("service:tandem-governance", "how many?", null), turn(PLAN));

            assertThat(outcome().status()).isEqualTo("ok");
        }

        @Test
        void thePersonsTimeIsNotTheAgents() {
            shown();
            Instant late = NOW.plus(Duration.ofDays(1));
            task.apply(new JournalEntry(task.seq() + 1, 1, late, said("yes")));
            task.apply(new JournalEntry(task.seq() + 1, 1, late, AGREED));
            TurnLoop then = new TurnLoop(spec(), Clock.fixed(late, ZoneOffset.UTC));

            assertThat(then.next(task)).isInstanceOf(Next.Do.class);
        }
    }

    @Nested
    class OnceItIsAgreedTo {
        @Test
        void onlyWhatStandsInItIsOffered() {
            shown().given(said("yes"), AGREED);

            assertThat(offered()).containsExactly("database__query", "refuse");
        }

        @Test
        void itGoesWithEachCall() {
            shown().given(said("yes"), AGREED, turn(QUERY));

            assertThat(((Next.Do) loop.next(task)).effect())
                    .isInstanceOfSatisfying(
                            Effect.Decide.class,
                            decide -> assertThat(decide.standing().plan()).containsExactly("database/query"));
        }

        @Test
        void aPeerOutsideItIsNotAsked() {
            shown().given(said("yes"), AGREED, turn(new Entry.ToolCall("a1", "agent/clerk", json("{}"))));

            assertThat(written().getFirst())
                    .isInstanceOfSatisfying(Entry.ChildReplied.class, reply -> assertThat(reply.state())
                            .isEqualTo("REJECTED"));
        }

        @Test
        void nothingWasReadByIt() {
            shown().given(said("yes"), AGREED, turn(QUERY));

            Effect.Decide decide = (Effect.Decide) ((Next.Do) loop.next(task)).effect();

            assertThat(decide.standing().provenance().flow().untrusted()).isFalse();
        }
    }
}
