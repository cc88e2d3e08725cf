package io.tandem.a2a;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `text/event-stream` as it arrives (WHATWG HTML, "Server-sent events"): chunks may split anywhere, lines end by
/// LF, CR or CRLF, comments and unknown fields are skipped, an event without data is none. One parser per stream, one
/// thread at a time.
public final class SseParser {
    private final int maxEventBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private boolean afterCr;
    private boolean firstLine = true;
    private String name = "";
    private @Nullable String id;

    /// @param maxEventBytes the longest line and the longest data that are accepted
    public SseParser(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    /// The events that this chunk completes.
    ///
    /// @throws A2aException INVALID_AGENT_RESPONSE where an event is too long
    public List<SseEvent> feed(ByteBuffer chunk) {
        List<SseEvent> events = new ArrayList<>();
        while (chunk.hasRemaining()) {
            byte next = chunk.get();
            if (next == '\n' && afterCr) {
                afterCr = false;
            } else if (next == '\n' || next == '\r') {
                afterCr = next == '\r';
                endOfLine(events);
            } else {
                afterCr = false;
                checkSize(line.size());
                line.write(next);
            }
        }
        return events;
    }

    private void endOfLine(List<SseEvent> events) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (firstLine && text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        firstLine = false;
        if (text.isEmpty()) {
            dispatch(events);
        } else {
            int colon = text.indexOf(':');
            String value = colon < 0 ? "" : text.substring(colon + 1);
            field(colon < 0 ? text : text.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
        }
    }

    private void field(String field, String value) {
        switch (field) {
            case "data" -> {
                checkSize(data.length() + value.length());
                data.append(hasData ? "\n" : "").append(value);
                hasData = true;
            }
            case "event" -> name = value;
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            default -> {
                // A comment (empty field), `retry`, or a field of the future.
            }
        }
    }

    private void dispatch(List<SseEvent> events) {
        if (hasData) {
            events.add(new SseEvent(id, name.isEmpty() ? "message" : name, data.toString()));
        }
        data.setLength(0);
        hasData = false;
        name = "";
    }

    private void checkSize(int size) {
        if (size >= maxEventBytes) {
            throw new A2aException(
                    A2aError.INVALID_AGENT_RESPONSE, "A stream event is longer than " + maxEventBytes + " bytes");
        }
    }
}
