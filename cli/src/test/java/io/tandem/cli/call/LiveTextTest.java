package io.tandem.cli.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LiveTextTest {
    private final StringWriter screen = new StringWriter();
    private final LiveText live = new LiveText(new PrintWriter(screen));

    @Nested
    class GivenPiecesThatFollowEachOther {
        @Test
        void printsEachOnceAndTheWholeAddsNothing() {
            live.update("answer", "Hello ", true);
            live.update("answer", "you", true);
            live.update("answer", "Hello you.", false);
            live.endLine();

            assertThat(screen.toString()).isEqualTo("Hello you." + System.lineSeparator());
        }
    }

    @Nested
    class GivenATurnThatBeginsAnew {
        @Test
        void startsOnAFreshLineAndSaysSo() {
            live.update("answer", "Hel", true);
            live.update("answer", "Good day", false);

            assertThat(screen.toString().lines()).containsExactly("Hel", "(once more, from the start)", "Good day");
        }
    }

    @Nested
    class GivenControlCharactersOfAModel {
        @Test
        void leavesThemOut() {
            live.update("answer", "a\u001b[2Jb\u202ec", true);

            assertThat(screen.toString()).isEqualTo("a[2Jbc");
        }
    }
}
