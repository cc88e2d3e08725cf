package io.tandem.worker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    @Nested
    class GivenOnePlace {
        private final Turnstile turnstile = new Turnstile(1, 2);

        private Object line() {
            return Objects.requireNonNull(turnstile.line(true));
        }

        @Test
        void letsThemInInOrder() throws InterruptedException {
            Object first = line();
            Object second = line();
            Object third = line();

            assertThat(turnstile.await(second, 1)).isEqualTo(2);
            assertThat(turnstile.await(first, 1)).isZero();
            assertThat(turnstile.await(third, 1)).isEqualTo(2);
            turnstile.leave();
            assertThat(turnstile.await(second, 1)).isZero();
        }

        @Test
        void turnsAwayWhenTheQueueIsFull() throws InterruptedException {
            assertThat(turnstile.await(line(), 1)).isZero();
            line();
            line();

            assertThat(turnstile.line(true)).isNull();
        }

        @Test
        void forgetsWhoGaveUp() throws InterruptedException {
            Object first = line();
            Object second = line();

            turnstile.giveUp(first);

            assertThat(turnstile.await(second, 1)).isZero();
        }
    }

    @Nested
    class GivenOneWhomNobodyWaitsFor {
        @Test
        void goesAfterOneWhoCameLater() throws InterruptedException {
            Turnstile turnstile = new Turnstile(1, 5);
            Object first = Objects.requireNonNull(turnstile.line(false));
            Object second = Objects.requireNonNull(turnstile.line(true));

            assertThat(turnstile.await(first, 1)).isEqualTo(2);
            assertThat(turnstile.await(second, 1)).isZero();
            turnstile.leave();
            assertThat(turnstile.await(first, 1)).isZero();
        }
    }
}
