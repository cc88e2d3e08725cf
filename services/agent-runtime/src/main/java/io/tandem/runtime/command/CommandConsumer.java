package io.tandem.runtime.command;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.KafkaRequest;
import io.tandem.a2a.kafka.ReplyAddress;
import io.tandem.a2a.kafka.ReplySender;
import io.tandem.kit.kafka.DeadLetters;
import io.tandem.kit.kafka.GroupReader;
import io.tandem.kit.pass.PassRefusal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jboss.logging.Logger;

/// Reads commands, admits them, brings them into the inbox in one batch a poll and commits their offsets after that.
///
/// The one thread never waits for a task: what runs, runs elsewhere, and reads are handed to their own threads. When
/// the database is away the same records are tried again; requests whose deadline has passed meanwhile are dropped, for
/// nobody waits for them and their sender repeats them under the same message id.
public final class CommandConsumer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CommandConsumer.class);

    private final Admission admission;
    private final Refusing refusing;
    private final CommandBatch batch;
    private final CommandReads reads;
    private final DeadLetters dead;
    private final ReplySender replies;
    private final Clock clock;
    private final GroupReader reader;

    /// What becomes of commands: they write, read, or are refused.
    public record Doing(CommandBatch batch, CommandReads reads, Refusing refusing) {}

    /// Where commands go once read.
    public record Handlers(Admission admission, Doing doing, DeadLetters dead) {}

    public CommandConsumer(
            KafkaConsumer<String, byte[]> consumer, String topic, Handlers handlers, ReplySender replies, Clock clock) {
        this.admission = handlers.admission();
        this.refusing = handlers.doing().refusing();
        this.batch = handlers.doing().batch();
        this.reads = handlers.doing().reads();
        this.dead = handlers.dead();
        this.replies = replies;
        this.clock = clock;
        this.reader = new GroupReader(consumer, List.of(topic), "runtime-commands", this::handle);
    }

    public CommandConsumer start() {
        reader.start();
        return this;
    }

    @Override
    public void close() {
        reader.close();
    }

    private void handle(ConsumerRecords<String, byte[]> records) throws SQLException {
        Map<CommandBatch.Command, ConsumerRecord<String, byte[]>> writes = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                KafkaRequest request = KafkaRequest.of(record);
                if (clock.instant().isAfter(request.deadline())) {
                    LOG.infof("request %s came after its deadline", request.requestId());
                    continue;
                }
                UsedPasses.Position at = new UsedPasses.Position(record.partition(), record.offset());
                CommandBatch.Command command = new CommandBatch.Command(request, admission.admit(request, at));
                switch (request.operation()) {
                    case SEND_MESSAGE, SEND_STREAMING_MESSAGE, CANCEL_TASK -> writes.put(command, record);
                    case GET_TASK, LIST_TASKS, SUBSCRIBE_TO_TASK -> reads.answer(command);
                    case CREATE_TASK_PUSH_NOTIFICATION_CONFIG,
                            GET_TASK_PUSH_NOTIFICATION_CONFIG,
                            LIST_TASK_PUSH_NOTIFICATION_CONFIGS,
                            DELETE_TASK_PUSH_NOTIFICATION_CONFIG ->
                        throw new A2aException(A2aError.PUSH_NOTIFICATION_NOT_SUPPORTED);
                    case GET_EXTENDED_AGENT_CARD -> throw new A2aException(A2aError.UNSUPPORTED_OPERATION);
                }
            } catch (PassRefusal e) {
                refusing.pass(KafkaRequest.of(record), e);
            } catch (A2aException e) {
                refuse(record, e);
            } catch (RuntimeException e) {
                giveUp(record, e);
            }
        }
        if (!writes.isEmpty()) {
            write(writes);
        }
    }

    /// All at once; when that fails for another reason than the database, one by one, so that one command that nothing
    /// can be done with does not hold up the others for ever.
    private void write(Map<CommandBatch.Command, ConsumerRecord<String, byte[]>> writes) throws SQLException {
        try {
            batch.write(List.copyOf(writes.keySet()));
        } catch (RuntimeException all) {
            LOG.warnf("commands could not be written together: %s", all.getMessage());
            for (Map.Entry<CommandBatch.Command, ConsumerRecord<String, byte[]>> one : writes.entrySet()) {
                try {
                    batch.write(List.of(one.getKey()));
                } catch (RuntimeException e) {
                    giveUp(one.getValue(), e);
                }
            }
        }
    }

    private void giveUp(ConsumerRecord<String, byte[]> record, RuntimeException problem) {
        dead.bury(record, problem);
        ReplyAddress address = KafkaRequest.addressOf(record);
        if (address != null) {
            replies.send(address, KafkaReply.error(null, new A2aException(A2aError.INTERNAL_ERROR)));
        }
    }

    private void refuse(ConsumerRecord<String, byte[]> record, A2aException problem) {
        ReplyAddress address = KafkaRequest.addressOf(record);
        if (address == null) {
            dead.bury(record, problem);
        } else {
            replies.send(address, KafkaReply.error(null, problem));
        }
    }
}
