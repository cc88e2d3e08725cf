package io.tandem.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The CloudEvents 1.0 attributes of one record, carried as Kafka headers (binary mode, prefix `ce_`).
///
/// `id` is unique within `source` and is what consumers are idempotent by. `sequence` is the gap-free number that the
/// source gives its records (the CloudEvents *sequence* extension); streams numbered otherwise leave it out.
/// Source: CloudEvents Kafka protocol binding 1.0.2, section 3.2.
public record Envelope(
        String id,
        String source,
        String type,
        Instant time,
        String team,
        @Nullable Long sequence,
        @Nullable String traceparent) {

    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String TEAM = "ce_team";
    public static final String SEQUENCE = "ce_sequence";
    public static final String TRACEPARENT = "traceparent";

    /// The headers in a fixed order.
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put(ID, id);
        headers.put(SOURCE, source);
        headers.put(TYPE, type);
        headers.put(TIME, time.toString());
        headers.put(TEAM, team);
        headers.put("content-type", "application/json");
        if (sequence != null) {
            headers.put(SEQUENCE, sequence.toString());
        }
        if (traceparent != null) {
            headers.put(TRACEPARENT, traceparent);
        }
        return headers;
    }

    /// Reads what [#headers()] wrote.
    ///
    /// @throws IllegalArgumentException if a required attribute is missing or malformed
    public static Envelope of(Map<String, String> headers) {
        String sequence = headers.get(SEQUENCE);
        return new Envelope(
                required(headers, ID),
                required(headers, SOURCE),
                required(headers, TYPE),
                Instant.parse(required(headers, TIME)),
                required(headers, TEAM),
                sequence == null ? null : Long.valueOf(sequence),
                headers.get(TRACEPARENT));
    }

    private static String required(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("record without header " + name);
        }
        return value;
    }
}
