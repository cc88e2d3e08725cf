package io.tandem.runtime.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.a2a.A2aErrors;
import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Message;
import io.tandem.a2a.Operation;
import io.tandem.a2a.Part;
import io.tandem.a2a.Role;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.a2a.SendMessageResponse;
import io.tandem.a2a.Task;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.a2a.kafka.RequestSender;
import io.tandem.events.EventJson;
import io.tandem.events.Flow;
import io.tandem.events.Topic;
import io.tandem.kit.pass.Pass;
import io.tandem.kit.pass.PassSigner;
import io.tandem.runtime.activation.Outside;
import io.tandem.runtime.activation.Sweeper;
import io.tandem.runtime.agent.Effect;
import io.tandem.runtime.command.CommandBatch;
import io.tandem.runtime.inbox.Arrival;
import io.tandem.runtime.inbox.Inbox;
import io.tandem.runtime.journal.Entry;
import io.tandem.runtime.journal.Flows;
import io.tandem.runtime.task.TaskHead;
import io.tandem.runtime.turn.TurnLoop;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Asking peers over A2A on Kafka, as any caller does, under a pass that names this agent as one more actor.
///
/// The answer becomes an arrival of the asking task. A lost answer is asked for again under the same message id, which
/// the peer's runtime answers from what it knows.
final class PeerCalls {
    private final RequestSender requests;
    private final PassSigner passes;
    private final String replyTopic;

    PeerCalls(RequestSender requests, PassSigner passes, String replyTopic) {
        this.requests = requests;
        this.passes = passes;
        this.replyTopic = replyTopic;
    }

    Outside.Done ask(Effect.Ask ask, Outside.Held held) {
        TaskHead head = held.head();
        Entry.ChildSent sent = ask.sent();
        Flow read = sent.flow() == null ? Flow.UNKNOWN : sent.flow();
        ObjectNode metadata = Flows.metadata(read).put(CommandBatch.PARENT, head.id());
        Message message = new Message(
                head.id() + ":" + ask.sentSeq(),
                null,
                null,
                Role.USER,
                List.of(Part.text(sent.text())),
                metadata,
                List.of(),
                List.of());
        byte[] body = A2aJson.write(new SendMessageRequest(null, message, null, null));
        String requestId = new ReplyTo(head.taskId(), ask.sentSeq(), sent.agent(), sent.callId()).requestId();
        Instant again = Instant.now().plus(TurnLoop.ASK_AGAIN);
        KafkaRequest request = new KafkaRequest(
                Operation.SEND_MESSAGE,
                sent.agent(),
                requestId,
                replyTopic,
                again.plusSeconds(5),
                null,
                null,
                null,
                head.traceparent(),
                body);
        requests.send(
                Topic.A2A_COMMANDS.topicName(), requestId, request.passed(digest -> pass(head, sent.agent(), digest)));
        return new Outside.Done.Later("the answer of " + sent.agent(), again);
    }

    private String pass(TaskHead head, String peer, String request) {
        List<String> actors = new ArrayList<>(head.actors());
        actors.add("agent:" + head.agent() + "@" + head.version());
        return passes.sign(new Pass(
                "runtime",
                head.owner(),
                Set.of(head.team()),
                Set.of(),
                peer,
                request,
                actors,
                UUID.randomUUID().toString(),
                Instant.now().plus(PassSigner.LIFETIME)));
    }

    /// Where an answer belongs, carried in the request id; a nonce keeps repeats apart.
    record ReplyTo(UUID taskId, long seq, String agent, String callId) {
        String requestId() {
            return taskId + "/" + seq + "/" + agent + "/" + callId + "/" + UUID.randomUUID();
        }

        static @Nullable ReplyTo of(String requestId) {
            String[] parts = requestId.split("/", -1);
            return parts.length != 5
                    ? null
                    : new ReplyTo(UUID.fromString(parts[0]), Long.parseLong(parts[1]), parts[2], parts[3]);
        }
    }

    /// Turns a reply into an arrival of the task that asked. A peer's task that has only paused is looked at again
    /// later.
    static void arrived(DataSource dataSource, Sweeper sweeper, String requestId, KafkaReply reply)
            throws SQLException {
        ReplyTo to = ReplyTo.of(requestId);
        Entry.ChildReplied entry = to == null ? null : entry(to, reply);
        if (to == null || entry == null) {
            return;
        }
        Arrival arrival = new Arrival(0, Arrival.Kind.REPLY, "agent:" + to.agent(), EventJson.write(entry));
        try (Connection connection = dataSource.getConnection()) {
            Inbox.tell(connection, to.taskId(), "agent:" + to.agent(), to.taskId() + "/" + to.seq(), arrival);
        }
        sweeper.hint();
    }

    /// What a peer answers is no larger than what may be asked of it.
    static Entry.@Nullable ChildReplied entry(ReplyTo to, KafkaReply reply) {
        Entry.ChildReplied told = told(to, reply);
        int bytes = told == null ? 0 : EventJson.write(told).length;
        return told == null || bytes <= KafkaRequest.MAX_BODY_BYTES ? told : tooLong(told, bytes);
    }

    private static Entry.ChildReplied tooLong(Entry.ChildReplied told, int bytes) {
        String text = "The answer of " + told.agent() + " has " + bytes + " bytes; at most "
                + KafkaRequest.MAX_BODY_BYTES + " are taken. Ask for less.";
        return new Entry.ChildReplied(told.callId(), told.agent(), told.taskId(), "FAILED", text, Flow.NONE);
    }

    private static Entry.@Nullable ChildReplied told(ReplyTo to, KafkaReply reply) {
        if (reply.kind() == KafkaReply.Kind.ERROR) {
            String text = A2aErrors.fromJsonRpc(A2aJson.parse(reply.body())).message();
            return new Entry.ChildReplied(to.callId(), to.agent(), null, "FAILED", text, null);
        }
        SendMessageResponse response = A2aJson.read(reply.body(), SendMessageResponse.class);
        return switch (response) {
            case SendMessageResponse.OfTask(Task task) ->
                task.status().state().isTerminal()
                        ? new Entry.ChildReplied(
                                to.callId(),
                                to.agent(),
                                task.id(),
                                task.status().state().name(),
                                text(task),
                                Flows.of(task))
                        : null;
            case SendMessageResponse.OfMessage(Message message) ->
                new Entry.ChildReplied(
                        to.callId(),
                        to.agent(),
                        null,
                        "COMPLETED",
                        message.text(),
                        Flows.in(message.metadata()).orElse(null));
        };
    }

    private static String text(Task task) {
        StringBuilder text = new StringBuilder();
        task.artifacts().forEach(artifact -> artifact.parts().forEach(part -> {
            switch (part) {
                case Part.Text said -> text.append(said.text());
                case Part.Data data -> text.append(asText(data.data()));
                case Part.Raw raw -> text.append("[file]");
                case Part.Url url -> text.append(url.url());
            }
        }));
        Message status = task.status().message();
        return text.isEmpty() && status != null ? status.text() : text.toString();
    }

    private static String asText(JsonNode data) {
        return data.toString();
    }
}
