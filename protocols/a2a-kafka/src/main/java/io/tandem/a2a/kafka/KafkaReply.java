package io.tandem.a2a.kafka;

import io.tandem.a2a.A2aErrors;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// One record of an answer.
///
/// @param seq the journal's number of what this tells, 0 where there is none
/// @param previousSeq the number of the event before this one in the stream: a reader that has not seen it has a gap
/// @param attempt the lease epoch of who answers; a higher one replaces what lower ones began
/// @param delta which piece of an unfinished turn, from 1; 0 for journaled events
/// @param body a ProtoJSON response, a `StreamResponse`, or the JSON-RPC error object
public record KafkaReply(
        Kind kind, @Nullable String taskId, long seq, long previousSeq, long attempt, long delta, byte[] body) {

    public enum Kind {
        /// The one answer of a call that does not stream.
        RESPONSE,
        /// One event of a stream.
        EVENT,
        /// The stream is complete.
        END,
        /// The call failed; nothing follows.
        ERROR;

        /// Whether nothing follows.
        public boolean last() {
            return this != EVENT;
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static KafkaReply response(@Nullable String taskId, long seq, Object response) {
        return new KafkaReply(Kind.RESPONSE, taskId, seq, 0, 0, 0, A2aJson.write(response));
    }

    public static KafkaReply error(@Nullable String taskId, A2aException error) {
        return new KafkaReply(
                Kind.ERROR,
                taskId,
                0,
                0,
                0,
                0,
                A2aErrors.toJsonRpc(error).toString().getBytes(StandardCharsets.UTF_8));
    }

    ProducerRecord<String, byte[]> toRecord(ReplyAddress address) {
        String key = taskId == null ? address.requestId() : taskId;
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(address.topic(), 0, key, body);
        Headers headers = record.headers();
        BindingHeaders.put(headers, BindingHeaders.REQUEST_ID, address.requestId());
        BindingHeaders.put(headers, BindingHeaders.KIND, kind.wireName());
        BindingHeaders.put(headers, BindingHeaders.SEQ, seq);
        BindingHeaders.put(headers, BindingHeaders.PREVIOUS, previousSeq);
        BindingHeaders.put(headers, BindingHeaders.ATTEMPT, attempt);
        BindingHeaders.put(headers, BindingHeaders.DELTA, delta);
        return record;
    }

    /// The call that a record answers, or null if it does not say.
    public static @Nullable String requestIdOf(ConsumerRecord<String, byte[]> record) {
        return BindingHeaders.get(record.headers(), BindingHeaders.REQUEST_ID);
    }

    /// @throws A2aException INVALID_REQUEST if it is no record of this binding
    public static KafkaReply of(ConsumerRecord<String, byte[]> record) {
        Headers headers = record.headers();
        String kind = BindingHeaders.required(headers, BindingHeaders.KIND);
        Kind known;
        try {
            known = Kind.valueOf(kind.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw BindingHeaders.malformed(BindingHeaders.KIND, "is unknown");
        }
        return new KafkaReply(
                known,
                record.key(),
                BindingHeaders.number(headers, BindingHeaders.SEQ),
                BindingHeaders.number(headers, BindingHeaders.PREVIOUS),
                BindingHeaders.number(headers, BindingHeaders.ATTEMPT),
                BindingHeaders.number(headers, BindingHeaders.DELTA),
                record.value());
    }
}
