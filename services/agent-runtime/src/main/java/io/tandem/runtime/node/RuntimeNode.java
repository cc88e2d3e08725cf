package io.tandem.runtime.node;

import io.tandem.a2a.kafka.ReplySender;
import io.tandem.a2a.kafka.RequestSender;
import io.tandem.events.AgentRecord;
import io.tandem.events.EventJson;
import io.tandem.events.Halt;
import io.tandem.events.KeyRecord;
import io.tandem.events.PolicyRecord;
import io.tandem.events.ToolRecord;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.kafka.DeadLetters;
import io.tandem.kit.kafka.TopicView;
import io.tandem.kit.outbox.OutboxRelay;
import io.tandem.kit.pass.PassVerifier;
import io.tandem.kit.refusal.CallGate;
import io.tandem.kit.refusal.RefusalLog;
import io.tandem.policy.Halts;
import io.tandem.policy.PolicyBook;
import io.tandem.policy.cedar.CedarPolicies;
import io.tandem.runtime.activation.Activations;
import io.tandem.runtime.activation.Leases;
import io.tandem.runtime.activation.SignalConsumer;
import io.tandem.runtime.activation.StepWriter;
import io.tandem.runtime.activation.Sweeper;
import io.tandem.runtime.agent.Behaviour;
import io.tandem.runtime.command.Admission;
import io.tandem.runtime.command.CommandBatch;
import io.tandem.runtime.command.CommandConsumer;
import io.tandem.runtime.command.CommandReads;
import io.tandem.runtime.command.Refusing;
import io.tandem.runtime.command.StoppedAgents;
import io.tandem.runtime.command.Subscribing;
import io.tandem.runtime.effect.IncomingConsumer;
import io.tandem.runtime.managed.Behaviours;
import io.tandem.runtime.managed.Conversations;
import io.tandem.runtime.stream.GoneReaders;
import io.tandem.runtime.stream.LateAnswers;
import io.tandem.runtime.stream.SubscriptionCleaner;
import io.tandem.runtime.stream.TaskStream;
import io.tandem.runtime.task.TaskHead;
import io.tandem.runtime.task.TaskReads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;

/// The runtime of one process: everything between `a2a.commands` and `a2a.replies`, put together by hand so that it
/// runs without a container too.
public final class RuntimeNode implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RuntimeNode.class);
    private static final String SERVICE = "runtime";
    private static final String GROUP = "tandem-runtime";
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final TopicView<AgentRecord> agents;
    private final TopicView<KeyRecord> keys;
    private final TopicView<ToolRecord> tools;
    private final TopicView<PolicyRecord> policies;
    private final TopicView<Halt> haltView;

    /// Starts everything; commands are read from now on.
    ///
    /// @param outside models, tools and peers
    public RuntimeNode(
            DataSource dataSource, Broker broker, RuntimeSettings settings, Clock clock, Surroundings outside) {
        keep(new JournalMonths(dataSource, clock).start());
        String peerReplies = ensureTopics(broker);
        Producer<String, byte[]> producer = broker.producer(SERVICE);
        GoneReaders gone = keep(new GoneReaders(dataSource, broker).start());
        ReplySender replies = new ReplySender(broker.replyProducer(SERVICE), gone, gone);
        RequestSender requests = new RequestSender(
                producer, (request, cause) -> LOG.warnf("%s not asked: %s", request.agent(), cause.getMessage()));
        this.agents = view(broker, Topic.REGISTRY_AGENTS, AgentRecord.class);
        this.haltView = view(broker, Topic.REGISTRY_HALTS, Halt.class);
        this.keys = keep(view(broker, Topic.REGISTRY_KEYS, KeyRecord.class).start());
        this.tools = keep(view(broker, Topic.HUB_TOOLS, ToolRecord.class).start());
        this.policies =
                keep(view(broker, Topic.REGISTRY_POLICIES, PolicyRecord.class).start());
        TaskReads tasks = new TaskReads(dataSource);
        Conversations conversations = new Conversations(tasks);
        Function<TaskHead, Behaviour> behaviours =
                outside.behaviours(new Behaviours(agents::get, tools::get, conversations, clock));
        OutboxRelay relay = keep(new OutboxRelay(SERVICE, dataSource, producer).start());
        SubscriptionCleaner cleaner = keep(new SubscriptionCleaner(dataSource).start());
        Leases leases = new Leases(dataSource, broker.node() + "-" + UUID.randomUUID(), settings.leaseTime());
        Activations activations = new Activations(
                new Activations.Parts(
                        dataSource,
                        new StepWriter(dataSource, relay, settings.leaseTime()),
                        behaviours,
                        id -> new TaskStream(id, replies, cleaner),
                        outside.world(requests, peerReplies),
                        clock),
                leases,
                settings.activations());
        parts.push(activations::stop);
        Sweeper sweeper = keep(new Sweeper(leases, activations, settings.lanes(), settings.sweepInterval()));
        keep(new LateAnswers(dataSource, replies).start());
        keep(new IncomingConsumer(broker, dataSource, sweeper, peerReplies).start());
        SignalConsumer signals = keep(signals(broker, producer, activations).start());
        StoppedAgents stopped =
                keep(new StoppedAgents(dataSource, new StoppedAgents.Views(agents, haltView), sweeper, signals));
        keep(agents.start());
        keep(haltView.start());
        Subscribing subscribing = new Subscribing(dataSource, replies);
        RefusalLog refusals = keep(new RefusalLog(SERVICE, new AuditOutbox(SERVICE, dataSource, relay)).start());
        Refusing refusing = new Refusing(replies, tasks, refusals);
        CommandBatch batch = new CommandBatch(
                new CommandBatch.Parts(dataSource, activations, leases, sweeper, signals),
                subscribing,
                refusing,
                clock);
        CommandReads reads = new CommandReads(tasks, subscribing, replies, refusing);
        CommandConsumer commands =
                keep(commands(broker, new CommandConsumer.Doing(batch, reads, refusing), replies, clock));
        openOnceReady(() -> {
            stopped.start();
            sweeper.start();
            commands.start();
        });
    }

    private static SignalConsumer signals(Broker broker, Producer<String, byte[]> producer, Activations activations) {
        return new SignalConsumer(
                producer, broker.assignedConsumer(SERVICE, "signals"), Topic.A2A_SIGNALS.topicName(), activations);
    }

    private CommandConsumer commands(Broker broker, CommandConsumer.Doing doing, ReplySender replies, Clock clock) {
        CallGate gate =
                new CallGate(new PolicyBook(policies::get, CedarPolicies::read), new Halts(haltView::all, agents::get));
        Admission admission = new Admission(new PassVerifier(keys::get, clock), agents::get, gate, doing.refusing());
        return new CommandConsumer(
                broker.groupConsumer(SERVICE, GROUP),
                Topic.A2A_COMMANDS.topicName(),
                new CommandConsumer.Handlers(admission, doing, new DeadLetters(broker, SERVICE)),
                replies,
                clock);
    }

    /// Takes work once the views are complete: by half of a view callers would be refused, and tasks that an earlier
    /// process left would find their agents gone.
    private void openOnceReady(Runnable open) {
        Thread opening = Thread.ofVirtual().name("runtime-opening").start(() -> {
            try {
                while (!ready()) {
                    Thread.sleep(LOOK);
                }
                open.run();
            } catch (InterruptedException e) {
                LOG.debug("closed before the views were complete");
            }
        });
        parts.push(() -> {
            opening.interrupt();
            opening.join();
        });
    }

    /// Makes what is missing and returns the topic on which this node reads what peers answer.
    private static String ensureTopics(Broker broker) {
        broker.ensure(
                Topic.A2A_COMMANDS,
                Topic.A2A_SIGNALS,
                Topic.A2A_EVENTS,
                Topic.AUDIT_RUNTIME,
                Topic.REGISTRY_AGENTS,
                Topic.REGISTRY_KEYS,
                Topic.REGISTRY_POLICIES,
                Topic.REGISTRY_HALTS,
                Topic.HUB_TOOLS,
                Topic.HUB_APPROVALS,
                Topic.HUB_CONNECTIONS);
        DeadLetters.ensure(broker, Topic.A2A_COMMANDS);
        String peerReplies = Topic.A2A_REPLIES.named("runtime-" + broker.node());
        broker.ensure(Map.of(peerReplies, Topic.A2A_REPLIES));
        return peerReplies;
    }

    private static <T> TopicView<T> view(Broker broker, Topic topic, Class<T> type) {
        return new TopicView<>(broker, SERVICE, topic.topicName(), bytes -> EventJson.read(bytes, type));
    }

    /// Whether the views have reached the end of their topics: before that nobody may be judged by them.
    public boolean ready() {
        return agents.caughtUp() && keys.caughtUp() && tools.caughtUp() && policies.caughtUp() && haltView.caughtUp();
    }

    /// Whether that signing key stands on this node's view.
    boolean knowsKey(String keyId) {
        return keys.get(keyId).isPresent();
    }

    /// Takes no more commands, gives leases back, stops.
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("a part of the runtime did not stop cleanly", e);
            }
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }
}
