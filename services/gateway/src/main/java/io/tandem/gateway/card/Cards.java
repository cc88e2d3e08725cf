package io.tandem.gateway.card;

import io.tandem.a2a.A2aVersion;
import io.tandem.a2a.AgentCapabilities;
import io.tandem.a2a.AgentCard;
import io.tandem.a2a.AgentExtension;
import io.tandem.a2a.AgentInterface;
import io.tandem.a2a.AgentProvider;
import io.tandem.a2a.AgentSkill;
import io.tandem.a2a.SecurityRequirement;
import io.tandem.a2a.SecurityScheme;
import io.tandem.events.AgentDefinition;
import io.tandem.events.AgentRecord;
import io.tandem.events.AgentSight;
import io.tandem.events.ApprovalNotice;
import io.tandem.events.ConnectNotice;
import io.tandem.gateway.access.AgentAccess;
import io.tandem.gateway.calls.GatewaySettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/// Makes cards from what the registry published.
@Singleton
public class Cards {
    /// Our binding for Kafka, as `docs/bindings/kafka/v1.md` defines it.
    static final String KAFKA_BINDING = "https://tandem.io/a2a/bindings/kafka/v1";

    private static final String SCHEME = "openid";

    /// What agents of ours understand beside the core; nobody needs it to talk with them.
    private static final List<AgentExtension> EXTENSIONS = List.of(
            new AgentExtension(
                    ApprovalNotice.URI,
                    "A waiting task says which call waits for whose approval; a message on the task decides on it",
                    false,
                    null),
            new AgentExtension(
                    ConnectNotice.URI,
                    "A waiting task says which server its person connects, and where; then it goes on",
                    false,
                    null));

    private final GatewaySettings settings;

    @Inject
    public Cards(GatewaySettings settings) {
        this.settings = settings;
    }

    /// The card of an agent, at the name by which it was asked for.
    ///
    /// @throws io.tandem.a2a.A2aException AGENT_NOT_FOUND if there is no version that it could tell of
    AgentCard card(AgentSight agent) {
        AgentRecord.Version version = AgentAccess.version(agent);
        String base = settings.publicUrl() + "/a2a/agents/" + agent.asked();
        return new AgentCard(
                agent.name(),
                agent.agent().purpose(),
                List.of(
                        new AgentInterface(base, AgentInterface.JSONRPC, null, A2aVersion.CURRENT),
                        new AgentInterface(base, AgentInterface.HTTP_JSON, null, A2aVersion.CURRENT),
                        new AgentInterface(
                                "kafka:a2a.commands?agent=" + agent.asked(), KAFKA_BINDING, null, A2aVersion.CURRENT)),
                new AgentProvider(settings.publicUrl(), agent.agent().team()),
                version.version(),
                null,
                new AgentCapabilities(true, false, EXTENSIONS, false),
                Map.of(
                        SCHEME,
                        new SecurityScheme.OpenIdConnect(
                                "Bearer tokens of this platform's identity provider",
                                settings.issuer() + "/.well-known/openid-configuration")),
                List.of(SecurityRequirement.of(SCHEME)),
                List.of("text/plain", "application/json"),
                List.of("text/plain", "application/json"),
                skills(agent, version),
                List.of(),
                null);
    }

    private static List<AgentSkill> skills(AgentSight agent, AgentRecord.Version version) {
        AgentDefinition definition = version.definition();
        if (definition == null || definition.spec().skills().isEmpty()) {
            String purpose = agent.agent().purpose();
            return List.of(new AgentSkill(
                    agent.name(), agent.name(), purpose, List.of(), List.of(), List.of(), List.of(), List.of()));
        }
        return definition.spec().skills().stream()
                .map(skill -> new AgentSkill(
                        skill.id(),
                        skill.name(),
                        skill.description(),
                        skill.tags(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()))
                .toList();
    }
}
