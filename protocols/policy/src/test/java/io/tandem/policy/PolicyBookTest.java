package io.tandem.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.events.EventJson;
import io.tandem.events.Flow;
import io.tandem.events.Flow.Secrecy;
import io.tandem.events.Halt;
import io.tandem.events.PolicyDecision;
import io.tandem.events.PolicyDecision.Outcome;
import io.tandem.events.PolicyRecord;
import io.tandem.events.Provenance;
import io.tandem.events.ToolRecord;
import io.tandem.events.ToolRecord.Effect;
import io.tandem.policy.cedar.CedarPolicies;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyBookTest {
    private static final String SCHEMA = """
            {"type":"object","required":["order"],"properties":{
              "order":{"type":"string"},
              "amount":{"type":"number"},
              "count":{"type":"integer"},
              "to":{"type":"array","items":{"type":"string"}},
              "free":{}}}""";

    private final Map<String, PolicyRecord> records = new HashMap<>();
    private final PolicyBook book = new PolicyBook(team -> Optional.ofNullable(records.get(team)), CedarPolicies::read);

    private static JsonNode json(String text) {
        return EventJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static AgentRecord.Version aVersion(String... tools) {
        return aVersion(AgentRecord.State.ACTIVE, tools);
    }

    private static AgentRecord.Version aVersion(AgentRecord.State state, String... tools) {
        AgentDefinition.Spec spec = new AgentDefinition.Spec(
                "p",
                "i",
                AgentDefinition.Tier.fast,
                List.of(tools),
                List.of(),
                new AgentDefinition.Budget(null, null, null, null),
                new AgentDefinition.Guardrails(List.of(), null, null),
                AgentDefinition.Risk.low,
                List.of(),
                AgentDefinition.Evaluation.of(List.of()));
        AgentDefinition definition = new AgentDefinition(
                AgentDefinition.API_VERSION,
                AgentDefinition.KIND,
                new AgentDefinition.Metadata("clerk", "sales", "a", "b", List.of()),
                spec);
        return new AgentRecord.Version(1, "clerk", "sales", "1", state, "d", "x", null, definition, "0", Instant.EPOCH);
    }

    private static ToolRecord aTool(Effect effect) {
        return new ToolRecord(
                1,
                "shop",
                "refund",
                "Refund",
                "",
                json(SCHEMA),
                "h1",
                effect,
                ToolRecord.State.APPROVED,
                List.of("sales"),
                null,
                Instant.EPOCH);
    }

    private static Question call(Effect effect, String arguments) {
        return call(effect, arguments, List.of(), List.of());
    }

    private static Question call(Effect effect, String arguments, List<String> actors, List<Halt> halts) {
        return Questions.toolCall(
                aVersion("shop/refund"),
                null,
                aTool(effect),
                new Questions.ToolUse(
                        "person:alice", actors, false, json(arguments), Provenance.NONE, Questions.PLENTY, null),
                inForce(halts));
    }

    /// Halts, where the agent `helper` belongs to team `support`.
    private static Halts inForce(List<Halt> halts) {
        AgentRecord helper = new AgentRecord.Pointer(
                1,
                "helper",
                "support",
                AgentRecord.Visibility.team,
                "1",
                false,
                "p",
                List.of(),
                Map.of(),
                Instant.EPOCH);
        return new Halts(() -> halts, key -> key.equals("helper") ? Optional.of(helper) : Optional.empty());
    }

    private static Halt aHalt(Halt.Scope scope, String target) {
        return new Halt(1, scope, target, "sales", "It pays twice.", "person:operator", Instant.EPOCH);
    }

    private PolicyDecision decide(Effect effect, String arguments) {
        return book.decide("sales", call(effect, arguments));
    }

    private void enforce(String text) {
        records.put(
                "sales",
                new PolicyRecord(
                        1,
                        "sales",
                        new PolicyRecord.Revision(records.size() + 1, PolicyText.hash(text), text),
                        null,
                        Instant.EPOCH));
    }

    @Nested
    class APlan {
        private PolicyDecision decide(AgentDefinition.@Nullable Plan asked, @Nullable List<String> agreed) {
            AgentRecord.Version plain = aVersion("shop/refund");
            AgentDefinition definition = Objects.requireNonNull(plain.definition());
            AgentDefinition.Spec spec = definition.spec();
            AgentDefinition.Spec planning = new AgentDefinition.Spec(
                    spec.purpose(),
                    spec.instructions(),
                    spec.tier(),
                    spec.tools(),
                    spec.peers(),
                    spec.budget(),
                    new AgentDefinition.Guardrails(List.of(), null, null, asked),
                    spec.risk(),
                    spec.skills(),
                    spec.evaluation());
            AgentRecord.Version version = new AgentRecord.Version(
                    1,
                    "clerk",
                    "sales",
                    "1",
                    AgentRecord.State.ACTIVE,
                    "d",
                    "x",
                    null,
                    new AgentDefinition(
                            AgentDefinition.API_VERSION, AgentDefinition.KIND, definition.metadata(), planning),
                    "0",
                    Instant.EPOCH);
            Questions.ToolUse use = new Questions.ToolUse(
                    "person:alice",
                    List.of(),
                    false,
                    json("{\"order\":\"7\"}"),
                    Provenance.NONE,
                    Questions.PLENTY,
                    agreed);
            return book.decide("sales", Questions.toolCall(version, null, aTool(Effect.READ), use, Halts.none()));
        }

        @Test
        void letsThroughWhatStandsInIt() {
            assertThat(decide(AgentDefinition.Plan.ask, List.of("shop/refund")).outcome())
                    .isEqualTo(Outcome.ALLOW);
        }

        @Test
        void refusesTheRest() {
            assertThat(decide(AgentDefinition.Plan.ask, List.of("shop/look")).because())
                    .extracting(PolicyDecision.Reason::policy)
                    .containsExactly("tandem/tool-outside-plan");
            assertThat(decide(AgentDefinition.Plan.ask, null).outcome()).isEqualTo(Outcome.DENY);
        }

        @Test
        void isNotNeededWhereNobodyAsksForOne() {
            assertThat(decide(null, null).outcome()).isEqualTo(Outcome.ALLOW);
        }
    }

    @Nested
    class GivenWhatIsBuiltIn {
        @Test
        void letsAVersionReadWithItsTools() {
            PolicyDecision decision = decide(Effect.READ, "{\"order\":\"7\"}");

            assertThat(decision.outcome()).isEqualTo(Outcome.ALLOW);
            assertThat(decision.because().getFirst().policy()).isEqualTo("tandem/read-freely");
            assertThat(decision.revision()).isEqualTo("built-in");
        }

        @ParameterizedTest
        @CsvSource({"service:tandem-governance, ALLOW", "person:alice, DENY"})
        void letsASavedVersionActOnlyWhereItIsEvaluated(String user, Outcome expected) {
            Question question = Questions.toolCall(
                    aVersion(AgentRecord.State.DRAFT, "shop/refund"),
                    null,
                    aTool(Effect.READ),
                    new Questions.ToolUse(
                            user, List.of(), false, json("{\"order\":\"7\"}"), Provenance.NONE, Questions.PLENTY, null),
                    Halts.none());

            assertThat(book.decide("sales", question).outcome()).isEqualTo(expected);
        }

        @ParameterizedTest
        @EnumSource(names = "READ", mode = EnumSource.Mode.EXCLUDE)
        void deniesWorkThatNoPersonAskedForAnythingElse(Effect effect) {
            for (String service : List.of("service:tandem-governance", "service:demo-service")) {
                PolicyDecision decision = book.decide("sales", by(service, effect, true));

                assertThat(decision.outcome()).as(service).isEqualTo(Outcome.DENY);
                assertThat(decision.because().getFirst().policy()).isEqualTo("tandem/nobody-asked");
                assertThat(decision.says()).contains("No person asked for this work");
            }
        }

        @Test
        void letsSuchWorkRead() {
            Question question = by("service:demo-service", Effect.READ, false);

            assertThat(book.decide("sales", question).outcome()).isEqualTo(Outcome.ALLOW);
            assertThat(question.facts().at("/context/user").asText()).isEqualTo("none");
            assertThat(question.facts().at("/context/service").asText()).isEqualTo("service:demo-service");
        }

        private Question by(String caller, Effect effect, boolean exempted) {
            return Questions.toolCall(
                    aVersion("shop/refund"),
                    null,
                    aTool(effect),
                    new Questions.ToolUse(
                            caller,
                            List.of(),
                            exempted,
                            json("{\"order\":\"7\"}"),
                            Provenance.NONE,
                            Questions.PLENTY,
                            null),
                    Halts.none());
        }

        @ParameterizedTest
        @EnumSource(names = "READ", mode = EnumSource.Mode.EXCLUDE)
        void asksBeforeAnythingElse(Effect effect) {
            PolicyDecision decision = decide(effect, "{\"order\":\"7\"}");

            assertThat(decision.outcome()).isEqualTo(Outcome.ASK);
            assertThat(decision.says()).contains("somebody else approves");
        }

        @Test
        void neverAsksForWhatNobodyPermits() {
            Question outside = Questions.toolCall(
                    aVersion("database/query"),
                    null,
                    aTool(Effect.KEYED),
                    new Questions.ToolUse(
                            "person:alice",
                            List.of(),
                            false,
                            json("{\"order\":\"7\"}"),
                            Provenance.NONE,
                            Questions.PLENTY,
                            null),
                    Halts.none());

            PolicyDecision decision = book.decide("sales", outside);

            assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
            assertThat(decision.says()).contains("does not hold the tool");
            assertThat(decision.because().getFirst().change()).contains("builder");
        }
    }

    @Nested
    class GivenWhatATaskHasRead {
        private static final Flow WEB = new Flow(true, false, Secrecy.PUBLIC);

        private PolicyDecision decide(Provenance provenance, boolean egress) {
            ToolRecord plain = aTool(Effect.READ);
            ToolRecord tool = new ToolRecord(
                    1,
                    plain.connector(),
                    plain.tool(),
                    plain.title(),
                    "",
                    plain.inputSchema(),
                    plain.definitionHash(),
                    plain.effect(),
                    plain.state(),
                    plain.teams(),
                    null,
                    Instant.EPOCH,
                    new ToolRecord.Handling(Flow.NONE, false, egress, List.of("order")),
                    false);
            return book.decide(
                    "sales",
                    Questions.toolCall(
                            aVersion("shop/refund"),
                            null,
                            tool,
                            new Questions.ToolUse(
                                    "person:alice",
                                    List.of(),
                                    false,
                                    json("{\"order\":\"7\"}"),
                                    provenance,
                                    Questions.PLENTY,
                                    null),
                            Halts.none()));
        }

        @Test
        void asksWhereNobodyTrustedNamedASensitiveArgument() {
            PolicyDecision decision = decide(new Provenance(WEB, List.of("order")), false);

            assertThat(decision.outcome()).isEqualTo(Outcome.ASK);
            assertThat(decision.because().getFirst().policy()).isEqualTo("tandem/argument-of-unknown-origin");
        }

        @Test
        void asksBeforePersonalDataLeave() {
            Provenance people = new Provenance(new Flow(false, true, Secrecy.INTERNAL), List.of());

            assertThat(decide(people, true).outcome()).isEqualTo(Outcome.ASK);
            assertThat(decide(people, false).outcome()).isEqualTo(Outcome.ALLOW);
        }

        @Test
        void letsNoSecretLeaveOnceAnythingUntrustedWasRead() {
            Provenance tainted = new Provenance(new Flow(true, false, Secrecy.SECRET), List.of());
            Provenance clean = new Provenance(new Flow(false, false, Secrecy.SECRET), List.of());

            assertThat(decide(tainted, true).because().getFirst().policy()).isEqualTo("tandem/secrets-stay");
            assertThat(decide(tainted, true).outcome()).isEqualTo(Outcome.DENY);
            assertThat(decide(tainted, false).outcome()).isEqualTo(Outcome.ALLOW);
            assertThat(decide(clean, true).outcome()).isEqualTo(Outcome.ALLOW);
        }
    }

    @Nested
    class GivenWorkThatIsHandedOn {
        private PolicyDecision handedOn(List<String> actors) {
            return book.decide("sales", GivenAHalt.ask(actors, List.of()));
        }

        @Test
        void passesThroughEightAgentsAndNoMore() {
            List<String> eight = IntStream.range(0, 8)
                    .mapToObj(i -> "agent:helper" + i + "@1")
                    .toList();
            List<String> nine =
                    Stream.concat(eight.stream(), Stream.of("agent:more@1")).toList();

            assertThat(handedOn(eight).outcome()).isEqualTo(Outcome.ALLOW);
            assertThat(handedOn(nine).outcome()).isEqualTo(Outcome.DENY);
            assertThat(handedOn(nine).because().getFirst().policy()).isEqualTo("tandem/too-many-hops");
        }

        @Test
        void doesNotComeBackToAnAgentThatIsAtWorkOnIt() {
            PolicyDecision back = handedOn(List.of("agent:clerk@3", "agent:helper@1"));

            assertThat(back.outcome()).isEqualTo(Outcome.DENY);
            assertThat(back.because().getFirst().policy()).isEqualTo("tandem/in-a-circle");
            assertThat(handedOn(List.of("agent:clerks@3", "agent:helper@1")).outcome())
                    .isEqualTo(Outcome.ALLOW);
        }
    }

    @Nested
    class GivenAHalt {
        private static final String ORDER = "{\"order\":\"7\"}";

        private static Question ask(List<Halt> halts) {
            return ask(List.of(), halts);
        }

        private static Question ask(List<String> actors, List<Halt> halts) {
            AgentRecord.Pointer clerk = new AgentRecord.Pointer(
                    1,
                    "clerk",
                    "sales",
                    AgentRecord.Visibility.team,
                    "1",
                    false,
                    "p",
                    List.of(),
                    Map.of(),
                    Instant.EPOCH);
            AgentSight.Asker asker = new AgentSight.Asker("person:alice", "person:alice", Set.of("sales"));
            return Questions.agentCall(
                    aVersion(), clerk, new Questions.Asking(asker, Set.of(), actors), inForce(halts));
        }

        @ParameterizedTest
        @CsvSource({
            "tool, shop/refund",
            "connector, shop",
            "agent, clerk",
            "team, sales",
            "all, platform",
            "agent, helper",
            "team, support"
        })
        void refusesCallsOfTools(Halt.Scope scope, String target) {
            Question question = call(Effect.READ, ORDER, List.of("agent:helper@3"), List.of(aHalt(scope, target)));

            PolicyDecision decision = book.decide("sales", question);

            assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
            assertThat(decision.because().getFirst().policy()).isEqualTo("tandem/halted");
            assertThat(decision.says()).contains("by person:operator: It pays twice.");
        }

        @ParameterizedTest
        @CsvSource({
            "tool, shop/list",
            "tool, refund",
            "connector, sho",
            "connector, shop/refund",
            "agent, clerks",
            "agent, alice",
            "team, marketing"
        })
        void leavesOthersAlone(Halt.Scope scope, String target) {
            Question question = call(Effect.READ, ORDER, List.of("agent:helper@3"), List.of(aHalt(scope, target)));

            assertThat(book.decide("sales", question).outcome()).isEqualTo(Outcome.ALLOW);
        }

        @ParameterizedTest
        @CsvSource({"agent, clerk, DENY", "team, sales, DENY", "all, platform, DENY", "tool, shop/refund, ALLOW"})
        void refusesCallsOfAgents(Halt.Scope scope, String target, Outcome expected) {
            assertThat(book.decide("sales", ask(List.of(aHalt(scope, target)))).outcome())
                    .isEqualTo(expected);
        }

        @Test
        void isNotOutlivedByWhatIsRemembered() {
            Outcome before = book.decide("sales", ask(List.of())).outcome();
            PolicyDecision during = book.decide("sales", ask(List.of(aHalt(Halt.Scope.agent, "clerk"))));
            Outcome after = book.decide("sales", ask(List.of())).outcome();

            assertThat(during.says()).isEqualTo("Halted: agent clerk, by person:operator: It pays twice.");
            assertThat(List.of(before, after)).containsOnly(Outcome.ALLOW);
        }

        @Test
        void isNotOverriddenByATeam() {
            enforce("@id(\"anything\") permit (principal, action, resource);");

            assertThat(book.decide(
                                    "sales",
                                    call(Effect.READ, ORDER, List.of(), List.of(aHalt(Halt.Scope.all, "platform"))))
                            .outcome())
                    .isEqualTo(Outcome.DENY);
        }

        @Test
        void isNeverTurnedIntoAQuestion() {
            PolicyDecision decision = book.decide(
                    "sales", call(Effect.KEYED, ORDER, List.of(), List.of(aHalt(Halt.Scope.tool, "shop/refund"))));

            assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
        }

        @Test
        void doesNotConcernWhatWasKeptBeforeThereWereAny() {
            Question whole = call(Effect.READ, ORDER);
            ObjectNode kept = whole.facts();
            ((ObjectNode) kept.get("context")).remove("halts");

            Question again = Question.again(kept, json(ORDER), new Question.ToolShape("h1", json(SCHEMA)));

            assertThat(book.decide("sales", again).outcome()).isEqualTo(Outcome.ALLOW);
        }

        @Test
        void isAFactThatMayNotBeMissing() {
            Question whole = call(Effect.READ, ORDER);
            ObjectNode lacking = whole.context().deepCopy();
            lacking.remove("halts");

            PolicyDecision decision = book.decide(
                    "sales", new Question(whole.principal(), whole.action(), whole.resource(), lacking, whole.tool()));

            assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
        }
    }

    @Nested
    class GivenATeamsOwnPolicies {
        private static final String CAP = """
                @id("refund-cap") @reason("Refunds end at 100 euros.") @change("the head of sales")
                forbid (principal, action == Tandem::Action::"shop/refund", resource)
                when { context.arguments has amount && context.arguments.amount.greaterThan(decimal("100.0")) };
                """;

        @ParameterizedTest
        @ValueSource(strings = {"100.01", "101", "1e300"})
        void forbidsByAnArgument(String amount) {
            enforce(CAP);

            PolicyDecision decision = decide(Effect.READ, "{\"order\":\"7\",\"amount\":" + amount + "}");

            assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
            assertThat(decision.says()).isEqualTo("Refunds end at 100 euros.");
            assertThat(decision.revision()).isEqualTo("sales@1");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"order\":\"7\",\"amount\":100}",
                    "{\"order\":\"7\"}",
                    "{\"order\":\"7\",\"amount\":-1e300}"
                })
        void letsTheRestPass(String arguments) {
            enforce(CAP);

            assertThat(decide(Effect.READ, arguments).outcome()).isEqualTo(Outcome.ALLOW);
        }

        /// Money often travels as text. Who allows only what is known to be small is safe from texts that are none.
        @ParameterizedTest
        @CsvSource({"99.50, ALLOW", "100, ALLOW", "100.01, DENY", "1e2, DENY", "'100 ', DENY", "one, DENY"})
        void readsNumbersInTexts(String text, Outcome expected) {
            enforce(
                    "@id(\"small-orders\") forbid (principal, action == Tandem::Action::\"shop/refund\", resource) unless {"
                            + " context.numbers has order && context.numbers.order.lessThanOrEqual(decimal(\"100.0\")) };");

            assertThat(decide(Effect.READ, "{\"order\":\"" + text + "\"}").outcome())
                    .isEqualTo(expected);
        }

        @Test
        void takesEffectWithTheNextDecision() {
            String to = "{\"order\":\"7\",\"to\":[\"mallory\"]}";
            assertThat(decide(Effect.READ, to).outcome()).isEqualTo(Outcome.ALLOW);

            enforce("@id(\"no-mallory\") forbid (principal, action, resource) when "
                    + "{ resource is Tandem::Tool && context has arguments && context.arguments has to"
                    + " && context.arguments.to.contains(\"mallory\") };");

            assertThat(decide(Effect.READ, to).outcome()).isEqualTo(Outcome.DENY);
        }

        @Test
        void isTheQuestionToAnApproverWhereItAsks() {
            enforce("@id(\"ask\") @ask(\"Reading orders is sensitive.\") "
                    + "forbid (principal, action == Tandem::Action::\"shop/refund\", resource);");

            PolicyDecision decision = decide(Effect.READ, "{\"order\":\"7\"}");

            assertThat(decision.outcome()).isEqualTo(Outcome.ASK);
            assertThat(decision.says()).isEqualTo("Reading orders is sensitive.");
        }

        @Test
        void isOnlyTheirs() {
            enforce("forbid (principal, action, resource);");

            assertThat(book.decide("finance", call(Effect.READ, "{\"order\":\"7\"}"))
                            .outcome())
                    .isEqualTo(Outcome.ALLOW);
        }
    }

    @Nested
    class GivenSomethingThatGoesWrong {
        /// Cedar leaves a forbid out whose condition fails, and would allow.
        @Test
        void deniesWhereAForbidFails() {
            enforce("@id(\"broken\") forbid (principal, action == Tandem::Action::\"shop/refund\", resource) "
                    + "when { context.arguments.amount.greaterThan(decimal(\"100.0\")) };");

            PolicyDecision decision = decide(Effect.READ, "{\"order\":\"7\"}");

            assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
            assertThat(decision.because().getFirst().policy()).isEqualTo("error");
            assertThat(decision.says()).contains("broken");
        }

        @Test
        void deniesWhereAnAttributeIsMissing() {
            Question whole = call(Effect.READ, "{\"order\":\"7\"}");
            ObjectNode lacking = whole.principal().attributes().deepCopy();
            lacking.remove("halted");
            Question question = new Question(
                    new Question.Thing("Agent", "clerk@1", lacking),
                    whole.action(),
                    whole.resource(),
                    whole.context(),
                    whole.tool());

            PolicyDecision decision = book.decide("sales", question);

            assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
            assertThat(decision.says()).contains("does not conform to the schema");
        }

        @Test
        void deniesWhereTheArgumentsAreNotAsDeclared() {
            assertThat(decide(Effect.READ, "{}").outcome()).isEqualTo(Outcome.DENY);
        }

        @Test
        void deniesWhereTheTextCannotBeRead() {
            enforce("permit (principal");

            PolicyDecision decision = decide(Effect.READ, "{\"order\":\"7\"}");

            assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
            assertThat(decision.says()).contains("sales@1 cannot be read");
        }

        @Test
        void deniesWhatIsNotDecidedInTime() throws InterruptedException {
            CountDownLatch hangs = new CountDownLatch(1);
            DecisionPoint stuck = question -> {
                try {
                    hangs.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("nobody waits for this");
            };
            PolicyDecision decision = new TimeBound(stuck, Duration.ofMillis(50), "sales@1", "h")
                    .decide(call(Effect.READ, "{\"order\":\"7\"}"));
            hangs.countDown();

            assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
            assertThat(decision.says()).contains("longer than 50 ms");
        }

        @Test
        void deniesWhereTheEngineCannotBeLoaded() {
            DecisionPoint missing = question -> {
                throw new UnsatisfiedLinkError("no library");
            };
            PolicyDecision decision = new PolicyBook(team -> Optional.empty(), (revision, text) -> missing)
                    .decide("sales", call(Effect.READ, "{\"order\":\"7\"}"));

            assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
            assertThat(decision.says()).contains("no library");
        }

        @Test
        void deniesAnActionThatNobodyKnows() {
            Question whole = call(Effect.READ, "{\"order\":\"7\"}");
            Question question =
                    new Question(whole.principal(), "agent.delete", whole.resource(), whole.context(), null);

            assertThat(book.decide("sales", question).outcome()).isEqualTo(Outcome.DENY);
        }
    }

    @Nested
    class GivenARevisionThatIsOnlyObserved {
        @Test
        void saysWhatItWouldHaveDecidedAndStopsNobody() {
            String text = "@id(\"none-at-all\") forbid (principal, action, resource);";
            records.put(
                    "sales",
                    new PolicyRecord(
                            1,
                            "sales",
                            null,
                            new PolicyRecord.Revision(4, PolicyText.hash(text), text),
                            Instant.EPOCH));

            PolicyDecision decision = decide(Effect.READ, "{\"order\":\"7\"}");

            assertThat(decision.outcome()).isEqualTo(Outcome.ALLOW);
            assertThat(decision.observed()).isNotNull().satisfies(observed -> {
                assertThat(observed.outcome()).isEqualTo(Outcome.DENY);
                assertThat(observed.revision()).isEqualTo("sales@4");
            });
        }
    }
}
