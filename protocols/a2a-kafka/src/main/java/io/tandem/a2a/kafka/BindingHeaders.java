package io.tandem.a2a.kafka;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Names of the binding's record headers and how they are read. Values are UTF-8 text.
final class BindingHeaders {
    static final String VERSION = "a2a-version";
    static final String METHOD = "a2a-method";
    static final String AGENT = "a2a-agent";
    static final String REQUEST_ID = "a2a-request-id";
    static final String REPLY_TO = "a2a-reply-to";
    static final String DEADLINE = "a2a-deadline";
    static final String PASS = "a2a-pass";
    static final String EXTENSIONS = "a2a-extensions";
    static final String AFTER_SEQ = "a2a-after-seq";
    static final String KIND = "a2a-kind";
    static final String SEQ = "a2a-seq";
    static final String PREVIOUS = "a2a-previous-seq";
    static final String ATTEMPT = "a2a-attempt";
    static final String DELTA = "a2a-delta";
    static final String TRACEPARENT = "traceparent";
    static final String CONTENT_TYPE = "content-type";
    static final String A2A_JSON = "application/a2a+json";

    private BindingHeaders() {}

    static void put(Headers headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    static @Nullable String get(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static String required(Headers headers, String name) {
        String value = get(headers, name);
        if (value == null || value.isEmpty()) {
            throw malformed(name, "is missing");
        }
        return value;
    }

    static long number(Headers headers, String name) {
        String value = required(headers, name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw malformed(name, "is not a number");
        }
    }

    static A2aException malformed(String name, String problem) {
        return new A2aException(
                A2aError.INVALID_REQUEST, "record header " + name + " " + problem, Map.of("header", name));
    }
}
