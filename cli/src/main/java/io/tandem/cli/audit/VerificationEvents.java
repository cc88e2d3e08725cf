package io.tandem.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.a2a.SseEvent;
import io.tandem.a2a.SseParser;
import io.tandem.cli.home.JsonFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Consumer;

/// Reads `/api/v1/audit/verify` as server-sent events: how far it is, and at last the verdict.
final class VerificationEvents {
    private static final int BLOCK = 8192;
    private static final int LONGEST = 4 << 20;

    private final Consumer<String> shown;

    /// @param shown told a line at each step, and an empty one at the end
    VerificationEvents(Consumer<String> shown) {
        this.shown = shown;
    }

    /// @throws EOFException where the verdict did not come
    JsonNode verdict(InputStream body) throws IOException {
        SseParser parser = new SseParser(LONGEST);
        byte[] block = new byte[BLOCK];
        for (int read = body.read(block); read >= 0; read = body.read(block)) {
            for (SseEvent event : parser.feed(ByteBuffer.wrap(block, 0, read))) {
                JsonNode data = JsonFile.MAPPER.readTree(event.data());
                if (event.name().equals("verified")) {
                    shown.accept("");
                    return data;
                }
                shown.accept(String.format(
                        Locale.ROOT,
                        "%,d of %,d records checked",
                        data.path("checked").asLong(),
                        data.path("records").asLong()));
            }
        }
        shown.accept("");
        throw new EOFException("the verdict did not come");
    }
}
