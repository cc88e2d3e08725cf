package io.tandem.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.events.ToolRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ActingAgentsTest {
    private final Map<String, AgentRecord> records = new HashMap<>();
    private final Map<String, ToolRecord> tools = new HashMap<>();

    private void tool(String connector, boolean delegated) {
        ToolRecord tool = new ToolRecord(
                1,
                connector,
                "find",
                "Find",
                "",
                JsonNodeFactory.instance.objectNode(),
                "h",
                ToolRecord.Effect.READ,
                ToolRecord.State.APPROVED,
                List.of("sales"),
                null,
                Instant.EPOCH,
                ToolRecord.Handling.UNKNOWN,
                delegated);
        tools.put(tool.key(), tool);
    }

    private void agent(String name, List<String> held, List<String> peers) {
        AgentDefinition definition = new AgentDefinition(
                AgentDefinition.API_VERSION,
                AgentDefinition.KIND,
                new AgentDefinition.Metadata(name, "sales", "a", "b", List.of()),
                new AgentDefinition.Spec(
                        "p",
                        "i",
                        AgentDefinition.Tier.fast,
                        held,
                        peers,
                        new AgentDefinition.Budget(null, null, null, null),
                        new AgentDefinition.Guardrails(List.of(), null, null),
                        AgentDefinition.Risk.low,
                        List.of(),
                        AgentDefinition.Evaluation.of(List.of())));
        records.put(
                name + "@1",
                new AgentRecord.Version(
                        1,
                        name,
                        "sales",
                        "1",
                        AgentRecord.State.ACTIVE,
                        "d",
                        "builder",
                        null,
                        definition,
                        "0",
                        Instant.EPOCH));
        records.put(
                name,
                new AgentRecord.Pointer(
                        1,
                        name,
                        "sales",
                        AgentRecord.Visibility.team,
                        "1",
                        false,
                        "p",
                        List.of(),
                        Map.of(),
                        Instant.EPOCH));
    }

    private boolean acts(String name) {
        AgentSight sight = AgentSight.of(
                        name,
                        new AgentSight.Asker("person:anna", "person:anna", Set.of("sales")),
                        key -> Optional.ofNullable(records.get(key)))
                .orElseThrow();
        return new ActingAgents(
                        key -> Optional.ofNullable(records.get(key)), key -> Optional.ofNullable(tools.get(key)))
                .acts(sight);
    }

    @Nested
    class GivenAToolThatIsCalledAsItsCaller {
        @Test
        void makesItsAgentActForCallers() {
            tool("crm", true);
            agent("clerk", List.of("crm/find"), List.of());

            assertThat(acts("clerk")).isTrue();
        }

        @Test
        void makesAgentsThatAskItActForCallersToo() {
            tool("crm", true);
            agent("clerk", List.of("crm/find"), List.of("boss"));
            agent("lead", List.of(), List.of("clerk", "nobody"));
            agent("boss", List.of(), List.of("boss", "lead"));

            assertThat(acts("boss")).isTrue();
        }
    }

    @Nested
    class GivenNoSuchTool {
        @Test
        void needsNobodysSignIn() {
            tool("shop", false);
            agent("clerk", List.of("shop/find", "gone/find"), List.of("lead"));
            agent("lead", List.of(), List.of("clerk"));

            assertThat(acts("clerk")).isFalse();
        }
    }
}
