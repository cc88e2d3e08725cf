package io.tandem.hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.events.LedgerHead;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LedgerWatchTest {
    /// Governance's clock, which is hours away from ours.
    private static final Instant THERE = Instant.parse("2020-01-01T00:00:00Z");

    private final AtomicLong nanos = new AtomicLong(77);
    private final LedgerWatch watch = new LedgerWatch(nanos::get);

    private void head(long second, long readTo) {
        watch.arrived(new LedgerHead(1, THERE.plusSeconds(second), THERE.plusSeconds(readTo), null, "signed"));
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Nested
    class GivenNoHead {
        @Test
        void hasNoAge() {
            assertThat(watch.age()).isNull();
        }
    }

    @Nested
    class GivenTheHeadThatLayThere {
        @Test
        void countsAsNothing() {
            head(5, 5);

            assertThat(watch.age()).isNull();
        }
    }

    @Nested
    class GivenHeadsThatCome {
        @Test
        void areAsOldAsTheTimeSinceTheyCameAndWhatTheLedgerWasBehind() {
            head(5, 5);
            pass(1);
            head(6, 4);
            assertThat(watch.age()).isEqualTo(Duration.ofSeconds(2));
            pass(10);
            assertThat(watch.age()).isEqualTo(Duration.ofSeconds(12));
            head(17, 17);
            assertThat(watch.age()).isEqualTo(Duration.ZERO);
        }

        @Test
        void areNotMadeYoungByARepetition() {
            head(5, 5);
            head(6, 6);
            pass(20);
            head(6, 6);
            head(5, 5);

            assertThat(watch.age()).isEqualTo(Duration.ofSeconds(20));
        }

        @Test
        void growOldWhenTheLedgerReadsNothingMore() {
            head(5, 5);
            for (int second = 6; second < 30; second++) {
                pass(1);
                head(second, 5);
            }

            assertThat(watch.age()).isEqualTo(Duration.ofSeconds(24));
        }
    }
}
