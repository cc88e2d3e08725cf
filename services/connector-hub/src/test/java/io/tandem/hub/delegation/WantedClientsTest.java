package io.tandem.hub.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentRecord.State;
import io.tandem.hub.realm.RealmClients.Agent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WantedClientsTest {
    private static final WantedClients RULE = new WantedClients(Set.of("crm"), agent -> false);

    private static AgentRecord version(State state, String... tools) {
        AgentDefinition definition = new AgentDefinition(
                AgentDefinition.API_VERSION,
                AgentDefinition.KIND,
                new AgentDefinition.Metadata("clerk", "sales", "a", "b", List.of()),
                new AgentDefinition.Spec(
                        "p",
                        "i",
                        AgentDefinition.Tier.fast,
                        List.of(tools),
                        List.of(),
                        new AgentDefinition.Budget(null, null, null, null),
                        new AgentDefinition.Guardrails(List.of(), null, null),
                        AgentDefinition.Risk.low,
                        List.of(),
                        AgentDefinition.Evaluation.of(List.of())));
        return new AgentRecord.Version(
                1, "clerk", "sales", "1", state, "d", "builder", null, definition, "0", Instant.EPOCH);
    }

    private static AgentRecord pointer(boolean suspended) {
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

    private static Agent clerk(boolean enabled, String... connectors) {
        return new Agent("clerk", enabled, Set.of(connectors));
    }

    @Nested
    class GivenAVersionWithAToolOfSuchAConnector {
        @ParameterizedTest
        @EnumSource(
                value = State.class,
                names = {"TRIAL", "IN_EVALUATION", "IN_REVIEW", "CANARY", "ACTIVE", "DEPRECATED"})
        void hasAClientWhileItMayAct(State state) {
            assertThat(RULE.of(List.of(version(state, "crm/find", "shop/note"))))
                    .containsExactly(clerk(true, "crm"));
        }

        @ParameterizedTest
        @EnumSource(
                value = State.class,
                names = {"SUSPENDED", "RETIRED"})
        void keepsItDisabledWhenNothingIsLiveAnyMore(State state) {
            assertThat(RULE.of(List.of(version(state, "crm/find")))).containsExactly(clerk(false));
        }

        @ParameterizedTest
        @EnumSource(
                value = State.class,
                names = {"DRAFT", "REJECTED"})
        void hasNoneBefore(State state) {
            assertThat(RULE.of(List.of(version(state, "crm/find")))).isEmpty();
        }

        @Test
        void hasADisabledOneWhileTheAgentIsSuspended() {
            assertThat(RULE.of(List.of(version(State.ACTIVE, "crm/find"), pointer(true))))
                    .containsExactly(clerk(false, "crm"));
        }

        @Test
        void hasADisabledOneWhileTheAgentIsHalted() {
            WantedClients halted =
                    new WantedClients(Set.of("crm"), agent -> agent.name().equals("clerk"));

            assertThat(halted.of(List.of(version(State.ACTIVE, "crm/find"), pointer(false))))
                    .containsExactly(clerk(false, "crm"));
        }
    }

    @Nested
    class GivenNoSuchTool {
        @Test
        void needsNoClient() {
            assertThat(RULE.of(List.of(version(State.ACTIVE, "shop/note"), pointer(false))))
                    .isEmpty();
            assertThat(RULE.of(List.of())).isEmpty();
        }
    }
}
