package io.tandem.hub.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.EventJson;
import io.tandem.events.Halt;
import io.tandem.events.Provenance;
import io.tandem.events.ToolRecord;
import io.tandem.events.ToolRecord.Effect;
import io.tandem.hub.approval.Asking;
import io.tandem.hub.call.ToolRequest.Wanted;
import io.tandem.hub.result.SchemaCheck;
import io.tandem.policy.Halts;
import io.tandem.policy.PolicyBook;
import io.tandem.policy.cedar.CedarPolicies;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ToolGateTest {
    private static final JsonNode SCHEMA = json("{\"type\":\"object\",\"required\":[\"amount\"],"
            + "\"properties\":{\"amount\":{\"type\":\"number\"}},\"additionalProperties\":false}");
    private static final ToolRecord READING = aTool(Effect.READ, ToolRecord.State.APPROVED, "sales");

    private static JsonNode json(String text) {
        return EventJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static ToolRecord aTool(Effect effect, ToolRecord.State state, String team) {
        return new ToolRecord(
                1, "shop", "note", "Note", "", SCHEMA, "hash", effect, state, List.of(team), null, Instant.EPOCH);
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
        return new AgentRecord.Version(
                1, "clerk", "sales", "1", state, "d", "builder", null, definition, "0", Instant.EPOCH);
    }

    private static AgentRecord.Pointer aPointer(boolean suspended) {
        return new AgentRecord.Pointer(
                1,
                "clerk",
                "sales",
                AgentRecord.Visibility.team,
                "1",
                suspended,
                "p",
                List.of(),
                Map.of(),
                Instant.EPOCH);
    }

    private static Wanted wanted(String arguments) {
        return wanted(arguments, false);
    }

    private static Wanted wanted(String arguments, boolean replay) {
        Asking.Asker who = new Asking.Asker("sales", "clerk", "1", "person:builder", List.of(), List.of());
        return new Wanted("t1", 3, who, "shop", "note", json(arguments), Provenance.NONE, 100, null, replay);
    }

    private static ToolGate.Rules rules(List<Halt> halts) {
        return new ToolGate.Rules(
                new PolicyBook(team -> Optional.empty(), CedarPolicies::read),
                new Halts(() -> halts, key -> Optional.empty()));
    }

    /// What the gate knows.
    private record World(
            AgentRecord.Version version, boolean suspended, ToolRecord tool, boolean exempted, List<Halt> halts) {
        World(AgentRecord.Version version, boolean suspended, ToolRecord tool, boolean exempted) {
            this(version, suspended, tool, exempted, List.of());
        }

        static World with(ToolRecord tool) {
            return new World(aVersion(AgentRecord.State.ACTIVE, "shop/note"), false, tool, false);
        }

        Ruling rule(String arguments) {
            return rule(wanted(arguments));
        }

        Ruling rule(Wanted call) {
            Map<String, AgentRecord> agents = Map.of("clerk@1", version, "clerk", aPointer(suspended));
            return new ToolGate(
                            key -> Optional.ofNullable(agents.get(key)),
                            wanted -> Optional.of(tool),
                            wanted -> exempted,
                            new ArgumentCheck(new SchemaCheck()),
                            rules(halts),
                            1_000)
                    .rule(call);
        }

        Ruling rule() {
            return rule("{\"amount\":5}");
        }
    }

    @Nested
    class GivenAToolThatTheVersionHolds {
        @Test
        void isAllowedWhenItReads() {
            assertThat(World.with(READING).rule()).isInstanceOf(Ruling.Allow.class);
        }

        @Test
        void isDeniedToAReplayEvenWhenItReads() {
            assertThat(World.with(READING).rule(wanted("{\"amount\":5}", true)))
                    .isInstanceOfSatisfying(
                            Ruling.Deny.class, deny -> assertThat(deny.reason()).startsWith("The task is a replay"));
        }

        @ParameterizedTest
        @EnumSource(names = "READ", mode = EnumSource.Mode.EXCLUDE)
        void isAskedForWhenItDoesMore(Effect effect) {
            assertThat(World.with(aTool(effect, ToolRecord.State.APPROVED, "sales"))
                            .rule())
                    .isInstanceOf(Ruling.Ask.class);
        }

        @ParameterizedTest
        @EnumSource(names = {"KEYED", "IDEMPOTENT"})
        void isAllowedWhenARepeatDoesNothingNewAndTheVersionIsExempt(Effect effect) {
            ToolRecord tool = aTool(effect, ToolRecord.State.APPROVED, "sales");
            World world = new World(aVersion(AgentRecord.State.ACTIVE, "shop/note"), false, tool, true);
            assertThat(world.rule()).isInstanceOf(Ruling.Allow.class);
        }

        @ParameterizedTest
        @EnumSource(names = {"AT_MOST_ONCE", "QUERYABLE"})
        void isNeverExempt(Effect effect) {
            ToolRecord tool = aTool(effect, ToolRecord.State.APPROVED, "sales");
            World world = new World(aVersion(AgentRecord.State.ACTIVE, "shop/note"), false, tool, true);
            assertThat(world.rule()).isInstanceOf(Ruling.Ask.class);
        }

        @Test
        void isDeniedWhenArgumentsDoNotFit() {
            assertThat(World.with(READING).rule("{\"amount\":\"5\"}").reason()).contains("amount");
            assertThat(World.with(READING).rule("{}")).isInstanceOf(Ruling.Deny.class);
            assertThat(World.with(READING).rule("{\"amount\":5,\"more\":1}")).isInstanceOf(Ruling.Deny.class);
            assertThat(World.with(READING).rule("[]")).isInstanceOf(Ruling.Deny.class);
        }

        @Test
        void isDeniedWhenArgumentsAreTooLong() {
            String digits = "1".repeat(300);
            assertThat(World.with(READING)
                            .rule("{\"amount\":5,\"a\":\"" + digits.repeat(4) + "\"}")
                            .reason())
                    .contains("at most 1000");
        }

        @ParameterizedTest
        @EnumSource(names = {"QUARANTINED", "REMOVED"})
        void isDeniedWhenNobodyApprovedItsDefinition(ToolRecord.State state) {
            assertThat(World.with(aTool(Effect.READ, state, "sales")).rule()).isInstanceOf(Ruling.Deny.class);
        }

        @Test
        void isDeniedWhenTheTeamLostIt() {
            assertThat(World.with(aTool(Effect.READ, ToolRecord.State.APPROVED, "finance"))
                            .rule())
                    .isInstanceOf(Ruling.Deny.class);
        }

        @Test
        void isDeniedWhileTheAgentIsSuspended() {
            World world = new World(aVersion(AgentRecord.State.ACTIVE, "shop/note"), true, READING, false);
            assertThat(world.rule()).isInstanceOf(Ruling.Deny.class);
        }

        @ParameterizedTest
        @EnumSource(names = {"SUSPENDED", "REJECTED", "DRAFT"})
        void isDeniedInAStateThatMayNotAct(AgentRecord.State state) {
            assertThat(new World(aVersion(state, "shop/note"), false, READING, false).rule())
                    .isInstanceOf(Ruling.Deny.class);
        }
    }

    @Nested
    class GivenAToolThatTheVersionDoesNotHold {
        @Test
        void isDenied() {
            World world = new World(aVersion(AgentRecord.State.ACTIVE, "database/query"), false, READING, false);
            assertThat(world.rule()).isInstanceOf(Ruling.Deny.class);
        }
    }

    @Nested
    class GivenAHalt {
        @ParameterizedTest
        @CsvSource({"tool, shop/note", "connector, shop", "agent, clerk", "team, sales", "all, platform"})
        void isDeniedWithItsReasonOnRecord(Halt.Scope scope, String target) {
            Halt halt = new Halt(1, scope, target, "sales", "It pays twice.", "person:operator", Instant.EPOCH);
            World world =
                    new World(aVersion(AgentRecord.State.ACTIVE, "shop/note"), false, READING, false, List.of(halt));

            assertThat(world.rule()).isInstanceOfSatisfying(Ruling.Deny.class, denied -> {
                assertThat(denied.reason()).contains("by person:operator: It pays twice.");
                assertThat(denied.judgement()).isNotNull().satisfies(judgement -> {
                    assertThat(judgement.decision().because().getFirst().policy())
                            .isEqualTo("tandem/halted");
                    assertThat(judgement.facts().at("/context/halts/0").asText())
                            .contains("It pays twice.");
                });
            });
        }
    }

    @Nested
    class GivenAVersionThatTheViewDoesNotHold {
        private Ruling rule(ToolRecord tool, Map<String, AgentRecord> agents) {
            return new ToolGate(
                            key -> Optional.ofNullable(agents.get(key)),
                            wanted -> Optional.ofNullable(tool),
                            wanted -> false,
                            new ArgumentCheck(new SchemaCheck()),
                            rules(List.of()),
                            1_000)
                    .rule(wanted("{\"amount\":5}"));
        }

        @Test
        void isNotRuledOnYet() {
            assertThat(rule(READING, Map.of("clerk", aPointer(false))))
                    .isEqualTo(new Ruling.NotYet(READING, "The hub does not know clerk@1 yet."));
        }

        @Test
        void isRuledOnOnceItArrived() {
            Map<String, AgentRecord> agents = Map.of("clerk@1", aVersion(AgentRecord.State.ACTIVE, "shop/note"));
            assertThat(rule(READING, agents)).isInstanceOf(Ruling.Allow.class);
        }
    }
}
