package io.tandem.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VerificationEventsTest {
    private static final String STEPS = """
            event: progress
            data: {"checked":0,"records":12000}

            event: progress
            data: {"checked":5000,"records":12000}

            """;

    private final List<String> shown = new ArrayList<>();
    private final VerificationEvents events = new VerificationEvents(shown::add);

    @Nested
    class GivenALongLedger {
        @Test
        void tellsHowFarItIsAndThenTheVerdict() throws IOException {
            assertThat(events.verdict(body(STEPS + "event: verified\ndata: {\"ok\":true}\n\n"))
                            .path("ok")
                            .asBoolean())
                    .isTrue();
            assertThat(shown).containsExactly("0 of 12,000 records checked", "5,000 of 12,000 records checked", "");
        }
    }

    @Nested
    class GivenAStreamThatBreaksOff {
        @Test
        void isNoVerdict() {
            assertThatThrownBy(() -> events.verdict(body(STEPS))).isInstanceOf(EOFException.class);
        }
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
