package io.tandem.router.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Lines of a stream, of bounded length and sum: a provider that sends without end cannot fill our memory.
final class LineReader {
    private static final int LONGEST = 4 << 20;
    private static final long MOST = 64L << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int from;
    private int to;
    private long total;

    LineReader(InputStream in) {
        this.in = in;
    }

    /// A line without its end, or null at the end of the stream.
    ///
    /// @throws TooLong if the stream is larger than any answer
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (from == to) {
                to = in.read(buffer);
                from = 0;
                if (to < 0) {
                    to = 0;
                    return line.size() == 0 ? null : text(line);
                }
                total += to;
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, from, end - from);
            boolean whole = end < to;
            from = whole ? end + 1 : end;
            if (line.size() > LONGEST || total > MOST) {
                throw new TooLong();
            }
            if (whole) {
                return text(line);
            }
        }
    }

    private static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("longer than any answer");
        }
    }
}
