package io.tandem.router.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.router.chat.ChatMessage;
import io.tandem.router.chat.ChatMessage.Role;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundsTest {
    private static final ChatMessage ASKED = ChatMessage.of(Role.user, "How wet are the 12 ferns?");
    private static final ChatMessage RESULT =
            new ChatMessage(Role.tool, "{\"rows\":[[\"fern\",1250.50,\"2026-11-22\"],[31,405]]}", List.of(), "c1");

    @Nested
    class GivenResultsOfTools {
        private final Grounds grounds = Grounds.of(List.of(ASKED, RESULT));

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "The 12 ferns have 1,250.50 litres.",
                    "They have 1250.5 litres since 22.11.2026, 3 each.",
                    "Sie haben 1.250,50 Liter.",
                    "Two values: 31, 405.",
                    "Fern F17x is no number."
                })
        void letNumbersStandThatWereTold(String answer) {
            assertThat(grounds.doubt(answer)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"Altogether 1686.50 litres.", "It is 1,686.50", "About 13 ferns."})
        void markOthers(String answer) {
            assertThat(grounds.doubt(answer)).startsWith("(Not in the results of the tools: 1");
        }
    }

    @Nested
    class GivenNoResults {
        @Test
        void nothingIsMarked() {
            assertThat(Grounds.of(List.of(ASKED)).doubt("In 1999.")).isEmpty();
        }
    }
}
