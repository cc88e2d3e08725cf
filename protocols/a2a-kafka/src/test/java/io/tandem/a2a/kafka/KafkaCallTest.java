package io.tandem.a2a.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KafkaCallTest {
    private final AtomicInteger closed = new AtomicInteger();
    private final KafkaCall call = new KafkaCall("r", StreamOrder.ANYWHERE, closed::incrementAndGet);

    private Optional<KafkaReply> next() {
        try {
            return call.next(Duration.ofMinutes(5));
        } catch (InterruptedException | StreamGap e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    class GivenAReaderThatWaits {
        @Test
        void goesOnAtOnceWhenTheCallIsClosed() throws Exception {
            CompletableFuture<Optional<KafkaReply>> waiting = CompletableFuture.supplyAsync(KafkaCallTest.this::next);

            call.close();

            assertThat(waiting.get(1, TimeUnit.MINUTES)).isEmpty();
            assertThat(closed).hasValue(1);
        }

        @Test
        void readsWhatIsOffered() {
            KafkaReply reply = new KafkaReply(KafkaReply.Kind.END, "t", 1, 0, 0, 0, new byte[0]);
            call.offer(reply);

            assertThat(next()).contains(reply);
        }
    }
}
