package io.tandem.kit.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RoundsTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @Test
    void goOnAfterOneThatFailed() throws InterruptedException {
        CountDownLatch five = new CountDownLatch(5);
        try (Rounds each = new Rounds("test", "testing", AT_ONCE, () -> {
            five.countDown();
            throw new IOException("away");
        })) {
            each.start();

            five.await();
        }
    }

    @Test
    void endWhenClosedInTheMiddleOfOne() throws InterruptedException {
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Rounds each = new Rounds("test", "testing", AT_ONCE, () -> {
            rounds.incrementAndGet();
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
        });
        each.start();
        begun.await();

        each.close();

        ended.await();
        assertThat(rounds).hasValue(1);
    }
}
