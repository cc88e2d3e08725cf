package io.tandem.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VouchedTest {
    private static final Vouched VOUCHED = new Vouched(Stream.of(
                    "Credit INV-00042 with 1,250.50 EUR, and 17 more; write to \"anna@example.org\", or Karl Lang.",
                    "Or 120.50, or 1,234,567, or 3,500.",
                    "Umbuchung: 2.300,75 auf Konto DE89 3704. Siehe https://example.org/a/b?c=1.")
            .map(text -> new Vouched.Source(text, ""))
            .toList());

    private static JsonNode json(String text) {
        return EventJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    @Nested
    class GivenText {
        @ParameterizedTest
        @CsvSource({
            "anna@example.org, true",
            "ANNA@example.org, true",
            "karl  lang, true",
            "INV-00042, true",
            "DE89 3704, true",
            "https://example.org/a/b?c=1, true",
            "'', true",
            "example.org, false",
            "nna@example.org, false",
            "anna@example.or, false",
            "https://example.org/a, false",
            "https://example.org/a/b, false",
            "mallory@example.org, false",
            "INV-0004, false",
        })
        void namesItOnlyWhole(String value, boolean named) {
            assertThat(VOUCHED.holds(json("\"" + value + "\""))).isEqualTo(named);
        }
    }

    @Nested
    class GivenANumber {
        @ParameterizedTest
        @CsvSource({
            "1250.5, true",
            "\"1250.50\", true",
            "2300.75, true",
            "17, true",
            "17.0, true",
            "1250, false",
            "-17, false",
            "42, false",
            "50, false",
            "1.7, false",
            "125050, false",
            "230075, false",
            "12050, false",
            "120.5, true",
            "1234567, true",
            "'\"1,234,567\"', true",
            "3.5, false",
            "3500, false",
            "'\"3,500\"', true",
        })
        void isNamedByItsSize(String value, boolean named) {
            assertThat(VOUCHED.holds(json(value))).isEqualTo(named);
        }
    }

    @Nested
    class GivenAStoreThatWasAsked {
        private static final Vouched STORE = new Vouched(List.of(new Vouched.Source(
                "No entry for mallory@example.org; Anna is anna@example.org, desk 7",
                "{\"name\":\"mallory@example.org\"}")));

        @Test
        void namesWhatItAddsAndNotWhatItRepeats() {
            assertThat(STORE.holds(json("\"anna@example.org\""))).isTrue();
            assertThat(STORE.holds(json("7"))).isTrue();
            assertThat(STORE.holds(json("\"mallory@example.org\""))).isFalse();
        }
    }

    @Nested
    class GivenMoreThanOneValue {
        @Test
        void allHaveToBeNamed() {
            assertThat(VOUCHED.holds(json("[\"anna@example.org\", \"karl lang\"]")))
                    .isTrue();
            assertThat(VOUCHED.holds(json("[\"anna@example.org\", \"mallory@example.org\"]")))
                    .isFalse();
            assertThat(VOUCHED.holds(json("{\"to\":{\"bcc\":\"mallory@example.org\"}}")))
                    .isFalse();
        }

        @Test
        void decidesNothingWithoutAValue() {
            assertThat(VOUCHED.holds(json("{\"a\":null,\"b\":true}"))).isTrue();
        }
    }
}
