package io.tandem.gateway.calls;

import io.tandem.a2a.kafka.KafkaCalls;
import io.tandem.events.AgentRecord;
import io.tandem.events.EventJson;
import io.tandem.events.Halt;
import io.tandem.events.KeyRecord;
import io.tandem.events.PolicyRecord;
import io.tandem.events.ToolRecord;
import io.tandem.events.Topic;
import io.tandem.gateway.access.ActingAgents;
import io.tandem.gateway.access.AgentAccess;
import io.tandem.kit.identity.KeyRegistration;
import io.tandem.kit.identity.ServiceToken;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.TopicView;
import io.tandem.kit.pass.PassSigner;
import io.tandem.kit.refusal.CallGate;
import io.tandem.policy.Halts;
import io.tandem.policy.PolicyBook;
import io.tandem.policy.cedar.CedarPolicies;
import org.jboss.logging.Logger;

/// What the gateway of one process holds: views, key, reply topic. Everything of it dies with the process.
final class GatewayNode implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GatewayNode.class);
    private static final String SERVICE = "gateway";

    private final Broker broker;
    private final PassSigner signer = new PassSigner(SERVICE);
    private final TopicView<AgentRecord> agents;
    private final TopicView<KeyRecord> keys;
    private final TopicView<PolicyRecord> policies;
    private final TopicView<Halt> halts;
    private final TopicView<ToolRecord> tools;
    private final CallGate gate;
    private final KafkaCalls calls;
    private final KeyRegistration registration;

    GatewayNode(Broker broker, ServiceToken token, GatewaySettings settings) {
        this.broker = broker;
        broker.ensure(
                Topic.A2A_COMMANDS,
                Topic.REGISTRY_AGENTS,
                Topic.REGISTRY_KEYS,
                Topic.REGISTRY_POLICIES,
                Topic.REGISTRY_HALTS,
                Topic.HUB_TOOLS);
        String replyTopic = ReplyTopics.open(broker);
        this.agents = new TopicView<>(
                        broker,
                        SERVICE,
                        Topic.REGISTRY_AGENTS.topicName(),
                        bytes -> EventJson.read(bytes, AgentRecord.class))
                .start();
        this.keys = new TopicView<>(
                        broker,
                        SERVICE,
                        Topic.REGISTRY_KEYS.topicName(),
                        bytes -> EventJson.read(bytes, KeyRecord.class))
                .start();
        this.policies = new TopicView<>(
                        broker,
                        SERVICE,
                        Topic.REGISTRY_POLICIES.topicName(),
                        bytes -> EventJson.read(bytes, PolicyRecord.class))
                .start();
        this.halts = new TopicView<>(
                        broker, SERVICE, Topic.REGISTRY_HALTS.topicName(), bytes -> EventJson.read(bytes, Halt.class))
                .start();
        this.tools = new TopicView<>(
                        broker, SERVICE, Topic.HUB_TOOLS.topicName(), bytes -> EventJson.read(bytes, ToolRecord.class))
                .start();
        this.gate =
                new CallGate(new PolicyBook(policies::get, CedarPolicies::read), new Halts(halts::all, agents::get));
        this.calls = new KafkaCalls(
                        broker.producer(SERVICE),
                        broker.assignedConsumer(SERVICE, "replies"),
                        replyTopic,
                        e -> LOG.warnf("replies: %s", e.getMessage()))
                .start();
        KeyRecord key = signer.publicKey();
        this.registration = new KeyRegistration(
                        "gateway", settings.registryUrl(), token, key, () -> keys.get(key.keyId())
                                .isPresent())
                .start();
    }

    /// Whether calls may be made: views at their end, replies read, our key known to everybody.
    boolean ready() {
        return agents.caughtUp()
                && policies.caughtUp()
                && halts.caughtUp()
                && tools.caughtUp()
                && keys.caughtUp()
                && calls.ready()
                && keys.get(signer.publicKey().keyId()).isPresent();
    }

    AgentAccess access() {
        return new AgentAccess(agents::get, gate);
    }

    ActingAgents acting() {
        return new ActingAgents(agents::get, tools::get);
    }

    PassSigner signer() {
        return signer;
    }

    KafkaCalls calls() {
        return calls;
    }

    @Override
    public void close() {
        registration.close();
        calls.close();
        agents.close();
        policies.close();
        halts.close();
        tools.close();
        keys.close();
        ReplyTopics.remove(broker, calls.replyTopic());
    }
}
