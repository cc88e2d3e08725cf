package io.tandem.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {
    private static final String STREAM = "\uFEFF: hello\n\nid: 1\ndata: {\ndata:  \"ä€\"\ndata:}\n\n"
            + "event: x\r\nid: 2\r\nretry: 5\r\ndata: two\r\n\r\nid: 3\n\ndata\n\ndata: cut";

    private static List<SseEvent> parse(String text, int chunk) {
        SseParser parser = new SseParser(1000);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<SseEvent> events = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += chunk) {
            events.addAll(parser.feed(ByteBuffer.wrap(bytes, at, Math.min(chunk, bytes.length - at))));
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void readsTheSameInChunksOfAnySize(int chunk) {
        assertThat(parse(STREAM, chunk))
                .containsExactly(
                        new SseEvent("1", "message", "{\n \"ä€\"\n}"),
                        new SseEvent("2", "x", "two"),
                        new SseEvent("3", "message", ""));
    }

    @Test
    void endsLinesAtASoleCr() {
        assertThat(parse("data: a\r\rdata: b\r\r", 1))
                .extracting(SseEvent::data)
                .containsExactly("a", "b");
    }

    @Test
    void refusesEndlessLinesAndEndlessData() {
        assertThatThrownBy(() -> parse("data: " + "x".repeat(2000), 100)).isInstanceOf(A2aException.class);
        assertThatThrownBy(() -> parse("data: xxxxxxxxxx\n".repeat(200), 100)).isInstanceOf(A2aException.class);
    }
}
