package io.tandem.a2a.kafka;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.A2aVersion;
import io.tandem.a2a.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// One A2A request as a record: the operation and its service parameters are headers, the value is the
/// ProtoJSON request.
///
/// @param agent the agent's name, or `name@version`
/// @param requestId the caller's own id for this call; replies carry it
/// @param replyTo the topic that the caller reads
/// @param deadline after it nobody waits for the answer any more
/// @param pass who asks: a signed statement over [#digest()]; it travels beside the request and is no part of
///     it
/// @param afterSeq on SubscribeToTask: replay the journal after this number instead of a snapshot
public record KafkaRequest(
        Operation operation,
        String agent,
        String requestId,
        String replyTo,
        Instant deadline,
        @Nullable String pass,
        @Nullable String extensions,
        @Nullable Long afterSeq,
        @Nullable String traceparent,
        byte[] body) {
    /// The largest body of a request, in bytes. Larger content travels as a part with a `url`.
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    /// @throws A2aException INVALID_PARAMS with `maxBytes` and `bytes` for a body that no answering side takes
    public static void checkSize(byte[] body) {
        if (body.length > MAX_BODY_BYTES) {
            throw new A2aException(
                    A2aError.INVALID_PARAMS,
                    "The request has " + body.length + " bytes; at most " + MAX_BODY_BYTES
                            + " are taken. Send larger content as parts with a url",
                    Map.of(
                            "problem", "too-large",
                            "bytes", Integer.toString(body.length),
                            "maxBytes", Integer.toString(MAX_BODY_BYTES)));
        }
    }

    /// @param key the task's id where there is one, else the request id
    public ProducerRecord<String, byte[]> toRecord(String topic, String key) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, body);
        Headers headers = record.headers();
        BindingHeaders.put(headers, BindingHeaders.VERSION, A2aVersion.CURRENT);
        BindingHeaders.put(headers, BindingHeaders.CONTENT_TYPE, BindingHeaders.A2A_JSON);
        BindingHeaders.put(headers, BindingHeaders.METHOD, operation.methodName());
        BindingHeaders.put(headers, BindingHeaders.AGENT, agent);
        BindingHeaders.put(headers, BindingHeaders.REQUEST_ID, requestId);
        BindingHeaders.put(headers, BindingHeaders.REPLY_TO, replyTo);
        BindingHeaders.put(headers, BindingHeaders.DEADLINE, deadline.toEpochMilli());
        BindingHeaders.put(headers, BindingHeaders.PASS, pass);
        BindingHeaders.put(headers, BindingHeaders.EXTENSIONS, extensions);
        BindingHeaders.put(headers, BindingHeaders.AFTER_SEQ, afterSeq);
        BindingHeaders.put(headers, BindingHeaders.TRACEPARENT, traceparent);
        return record;
    }

    /// The same request under a pass that is made for it.
    ///
    /// @param signer makes the pass over [#digest()]
    public KafkaRequest passed(UnaryOperator<String> signer) {
        return new KafkaRequest(
                operation,
                agent,
                requestId,
                replyTo,
                deadline,
                signer.apply(digest()),
                extensions,
                afterSeq,
                traceparent,
                body);
    }

    /// SHA-256, base64url without padding, over everything that decides what happens and who is answered:
    /// operation, agent, request id, reply topic, deadline, extensions, the number to continue after, and the
    /// body. Each part is preceded by its length in bytes and a colon, and followed by a comma; what is absent
    /// is empty. A trace is left out, because it decides nothing.
    public String digest() {
        MessageDigest digest = sha256();
        part(digest, operation.methodName());
        part(digest, agent);
        part(digest, requestId);
        part(digest, replyTo);
        part(digest, Long.toString(deadline.toEpochMilli()));
        part(digest, extensions == null ? "" : extensions);
        part(digest, afterSeq == null ? "" : afterSeq.toString());
        part(digest, body);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    }

    private static void part(MessageDigest digest, String text) {
        part(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void part(MessageDigest digest, byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        digest.update((byte) ',');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /// Where to answer a record that [#of] refuses, if it says so at all.
    public static @Nullable ReplyAddress addressOf(ConsumerRecord<String, byte[]> record) {
        String requestId = BindingHeaders.get(record.headers(), BindingHeaders.REQUEST_ID);
        String replyTo = BindingHeaders.get(record.headers(), BindingHeaders.REPLY_TO);
        return requestId == null || replyTo == null ? null : new ReplyAddress(replyTo, requestId);
    }

    /// Reads a record of the binding.
    ///
    /// @throws A2aException INVALID_REQUEST, METHOD_NOT_FOUND or VERSION_NOT_SUPPORTED; INVALID_PARAMS for one
    ///     that is too large
    public static KafkaRequest of(ConsumerRecord<String, byte[]> record) {
        Headers headers = record.headers();
        String version = BindingHeaders.get(headers, BindingHeaders.VERSION);
        A2aVersion.check(version);
        String method = BindingHeaders.required(headers, BindingHeaders.METHOD);
        Operation operation = Operation.of(method)
                .orElseThrow(() -> new A2aException(
                        A2aError.METHOD_NOT_FOUND, "unknown operation " + method, Map.of("method", method)));
        if (record.value() == null) {
            throw new A2aException(A2aError.INVALID_REQUEST, "record without a value", Map.of());
        }
        checkSize(record.value());
        boolean after = BindingHeaders.get(headers, BindingHeaders.AFTER_SEQ) != null;
        return new KafkaRequest(
                operation,
                BindingHeaders.required(headers, BindingHeaders.AGENT),
                BindingHeaders.required(headers, BindingHeaders.REQUEST_ID),
                BindingHeaders.required(headers, BindingHeaders.REPLY_TO),
                Instant.ofEpochMilli(BindingHeaders.number(headers, BindingHeaders.DEADLINE)),
                BindingHeaders.get(headers, BindingHeaders.PASS),
                BindingHeaders.get(headers, BindingHeaders.EXTENSIONS),
                after ? BindingHeaders.number(headers, BindingHeaders.AFTER_SEQ) : null,
                BindingHeaders.get(headers, BindingHeaders.TRACEPARENT),
                record.value());
    }

    public ReplyAddress address() {
        return new ReplyAddress(replyTo, requestId);
    }
}
