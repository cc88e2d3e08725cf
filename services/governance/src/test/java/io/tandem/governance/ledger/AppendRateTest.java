package io.tandem.governance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.governance.node.KnownKeys;
import io.tandem.kit.testing.RealPostgres;
import io.tandem.ledger.LedgerRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/// How fast records are appended, in batches as large as a poll brings, with every commit on disk.
class AppendRateTest {
    private static final Logger LOG = Logger.getLogger(AppendRateTest.class);
    private static final int BATCH = 256;
    private static final int BATCHES = 40;

    @Test
    void keepsUpWithManyTasks() throws Exception {
        try (RealPostgres postgres = RealPostgres.start()) {
            DataSource dataSource = postgres.migrated("governance");
            Ledger ledger = new Ledger(dataSource, Clock.systemUTC());
            ledger.append(batch(-1));

            long begin = System.nanoTime();
            int made = 0;
            for (int i = 0; i < BATCHES; i++) {
                made += ledger.append(batch(i));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            long begunVerify = System.nanoTime();
            boolean holds = new WholeLedger(dataSource, Clock.systemUTC(), KnownKeys.NONE)
                    .verify()
                    .ok();

            LOG.infof(
                    "%d records in %d ms (%d/s), verified in %d ms",
                    made,
                    took.toMillis(),
                    made * 1000L / took.toMillis(),
                    Duration.ofNanos(System.nanoTime() - begunVerify).toMillis());
            assertThat(made).isEqualTo(BATCH * BATCHES);
            assertThat(holds).isTrue();
            assertThat(ledger.append(batch(3))).isZero();
            assertThat(took).isLessThan(Duration.ofSeconds(30));
        }
    }

    private static List<Incoming> batch(int number) {
        return IntStream.range(0, BATCH)
                .mapToObj(i -> new Incoming(
                        new Incoming.Origin("model.usage", "model-router", "call-" + number + "-" + i, null),
                        "t",
                        Instant.EPOCH,
                        "team-" + i % 3,
                        new LedgerRecord.About("model-call", "person:builder", "a", "1", "t" + i, null, "ok", "m"),
                        ("{\"text\":\"" + "x".repeat(600) + number + i + "\"}").getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
