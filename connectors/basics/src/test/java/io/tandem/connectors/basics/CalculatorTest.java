package io.tandem.connectors.basics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.mcp.server.ToolCallException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalculatorTest {
    private final Calculator calculator = new Calculator();

    @Nested
    class GivenAnExpression {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "0.1 + 0.2 | 0.3",
                    "(1200.50 + 99.90) * 0.19 | 247.076",
                    "ROUND(2/3, 2) | 0.67",
                    "100000000000000000001 - 1 | 100000000000000000000",
                    "2^10 | 1024",
                    "SUM(1, 2, 3.5) | 6.5",
                    "3 > 2 | true",
                    "5 - 5.00 | 0"
                })
        void givesItsExactValue(String expression, String value) {
            assertThat(calculator.calculate(expression)).isEqualTo(value);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1 +", "1/0", "drop table", "FACT(100000)", "\"a\"", "SQRT(0-1)"})
        void saysInWordsWhatHasNoValue(String expression) {
            assertThatThrownBy(() -> calculator.calculate(expression)).isInstanceOf(ToolCallException.class);
        }

        @Test
        @Timeout(5)
        void endsSoonWhateverIsAsked() {
            assertThatThrownBy(() -> calculator.calculate("9^9^9^9")).isInstanceOf(ToolCallException.class);
            assertThatThrownBy(() -> calculator.calculate("(".repeat(2_001))).isInstanceOf(ToolCallException.class);
        }
    }

    @Nested
    class GivenAClock {
        private final Clock clock = new Clock(InstantSource.fixed(Instant.parse("2026-03-02T23:30:05.7Z")));

        @Test
        void tellsTimeAndWeekdayInUtc() {
            assertThat(clock.now(Optional.empty())).isEqualTo("2026-03-02T23:30:05Z (Monday, UTC)");
        }

        @Test
        void tellsThemInAZone() {
            assertThat(clock.now(Optional.of("Europe/Berlin")))
                    .isEqualTo("2026-03-03T00:30:05+01:00 (Tuesday, Europe/Berlin)");
        }

        @Test
        void refusesAZoneThatIsNone() {
            assertThatThrownBy(() -> clock.now(Optional.of("Mars"))).isInstanceOf(ToolCallException.class);
        }
    }
}
