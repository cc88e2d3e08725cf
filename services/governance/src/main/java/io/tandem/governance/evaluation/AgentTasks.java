package io.tandem.governance.evaluation;

import io.tandem.a2a.A2aErrors;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.CancelTaskRequest;
import io.tandem.a2a.Message;
import io.tandem.a2a.Operation;
import io.tandem.a2a.SendMessageConfiguration;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.Task;
import io.tandem.a2a.kafka.KafkaCall;
import io.tandem.a2a.kafka.KafkaCalls;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.a2a.kafka.StreamGap;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.Broker;
import io.tandem.kit.pass.PassSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// Asks agents over the Kafka binding as governance itself, for the version's team. Its reply topic,
/// `a2a.replies.<node>-governance-<12 hex digits>`, lives as long as this object.
public final class AgentTasks implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AgentTasks.class);
    private static final String SERVICE = "governance";
    private static final String SELF = "service:tandem-governance";
    private static final Duration SLICE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final int START_BITS = 48;

    private final Broker broker;
    private final PassSigner signer;
    private final KafkaCalls calls;

    AgentTasks(Broker broker, PassSigner signer) {
        this.broker = broker;
        this.signer = signer;
        String family = Topic.A2A_REPLIES.named(broker.node() + "-" + SERVICE);
        List<String> stale = broker.topics().stream()
                .filter(topic -> topic.matches(Pattern.quote(family) + "-[0-9a-f]{12}"))
                .toList();
        if (!stale.isEmpty()) {
            broker.remove(stale);
        }
        long start = ThreadLocalRandom.current().nextLong(1L << START_BITS);
        String replies = family + "-" + HexFormat.of().toHexDigits(start, START_BITS / 4);
        broker.ensure(Map.of(replies, Topic.A2A_REPLIES, Topic.A2A_COMMANDS.topicName(), Topic.A2A_COMMANDS));
        this.calls = new KafkaCalls(
                        broker.producer(SERVICE),
                        broker.assignedConsumer(SERVICE, "replies"),
                        replies,
                        e -> LOG.warnf("replies: %s", e.getMessage()))
                .start();
    }

    /// Whom to ask, in whose name.
    ///
    /// @param agent its name
    public record Target(String agent, String version, String team) {}

    boolean ready() {
        return calls.ready();
    }

    /// Sends and waits until the task ends or waits for somebody. A reply that is lost does no harm: the same message
    /// id joins the same task.
    ///
    /// @param waiting called now and then while it lasts
    /// @return nothing when the time is over
    /// @throws A2aException the agent's refusal of the request
    public Optional<Task> ask(Target target, Message message, Duration atMost, Runnable waiting)
            throws InterruptedException {
        byte[] body = A2aJson.write(SendMessageRequest.of(message));
        long end = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < end) {
            Optional<KafkaReply> reply = send(target, Operation.SEND_MESSAGE, body, SLICE);
            if (reply.isPresent()) {
                return Optional.of(task(reply.get()));
            }
            waiting.run();
        }
        return Optional.empty();
    }

    /// The task that a message began, as it is now.
    public Optional<Task> begun(Target target, Message message) throws InterruptedException {
        SendMessageConfiguration now = new SendMessageConfiguration(List.of(), null, null, true);
        byte[] body = A2aJson.write(new SendMessageRequest(null, message, now, null));
        return send(target, Operation.SEND_MESSAGE, body, SHORT).map(AgentTasks::task);
    }

    /// Asks to cancel; a task that has ended meanwhile is no matter.
    public void cancel(Target target, String taskId) throws InterruptedException {
        byte[] body = A2aJson.write(new CancelTaskRequest(null, taskId, null));
        send(target, Operation.CANCEL_TASK, body, SHORT);
    }

    @Override
    public void close() {
        calls.close();
        try {
            broker.remove(List.of(calls.replyTopic()));
        } catch (IllegalStateException e) {
            LOG.debugf(e, "%s stays until the next start", calls.replyTopic());
        }
    }

    private Optional<KafkaReply> send(Target target, Operation operation, byte[] body, Duration wait)
            throws InterruptedException {
        String requestId = UUID.randomUUID().toString();
        KafkaRequest request = new KafkaRequest(
                operation,
                target.agent() + "@" + target.version(),
                requestId,
                calls.replyTopic(),
                Instant.now().plus(wait),
                null,
                null,
                null,
                null,
                body);
        KafkaRequest passed =
                request.passed(digest -> signer.sign(SELF, Set.of(target.team()), Set.of(), target.agent(), digest));
        try (KafkaCall call = calls.send(Topic.A2A_COMMANDS.topicName(), requestId, passed)) {
            return call.next(wait);
        } catch (StreamGap e) {
            throw new IllegalStateException("an answer that is no stream cannot have a gap", e);
        }
    }

    private static Task task(KafkaReply reply) {
        if (reply.kind() == KafkaReply.Kind.ERROR) {
            throw A2aErrors.fromJsonRpc(A2aJson.parse(reply.body()));
        }
        return switch (A2aJson.read(reply.body(), SendMessageResponse.class)) {
            case SendMessageResponse.OfTask answer -> answer.task();
            case SendMessageResponse.OfMessage answer ->
                throw new IllegalStateException("an agent of ours answers with a task");
        };
    }
}
