package io.tandem.runtime.activation;

import io.tandem.a2a.A2aJson;
import io.tandem.a2a.Message;
import io.tandem.a2a.Operation;
import io.tandem.a2a.SendMessageRequest;
import io.tandem.events.Topic;
import io.tandem.kit.kafka.DeadLetters;
import io.tandem.kit.outbox.OutboxRecord;
import io.tandem.runtime.journal.TaskFold;
import io.tandem.runtime.task.Lease;
import io.tandem.runtime.task.TaskHead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The dead record of a task that killed its holders: the message that began it, as it could be sent again, with the
/// problem beside it.
final class PoisonLetter {
    private PoisonLetter() {}

    /// @return nothing for a task that no message began
    static List<OutboxRecord> of(Lease lease, TaskFold task) {
        return task.history().stream()
                .limit(1)
                .map(message -> letter(lease, message))
                .toList();
    }

    private static OutboxRecord letter(Lease lease, Message message) {
        TaskHead head = lease.head();
        Map<String, String> headers = new HashMap<>();
        headers.put("a2a-method", Operation.SEND_MESSAGE.methodName());
        headers.put("a2a-agent", head.agent() + "@" + head.version());
        if (head.traceparent() != null) {
            headers.put("traceparent", head.traceparent());
        }
        headers.put(
                DeadLetters.PROBLEM,
                "runtime, task " + head.id() + ": POISON, " + lease.starts() + " holders died in the same step");
        return new OutboxRecord(
                Topic.deadLetters(Topic.A2A_COMMANDS.topicName()),
                head.id(),
                headers,
                A2aJson.write(new SendMessageRequest(null, message, null, null)));
    }
}
