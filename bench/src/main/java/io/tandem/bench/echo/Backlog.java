package io.tandem.bench.echo;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// What consumer groups still have to read after a full load, such as the ledger's.
final class Backlog implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int LOOKS = 3;

    private final Admin admin;

    Backlog(String bootstrap) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /// Waits until a few looks in a row, a second apart, find that nothing is left to read.
    ///
    /// @return how long that took
    /// @throws TimeoutException after ten minutes
    Duration awaitRead() throws ExecutionException, InterruptedException, TimeoutException {
        long begin = System.nanoTime();
        for (int looks = 0; looks < LOOKS; TimeUnit.SECONDS.sleep(1)) {
            long unread = unread();
            looks = unread == 0 ? looks + 1 : 0;
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new TimeoutException(unread + " records are still unread after " + LIMIT);
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private long unread() throws ExecutionException, InterruptedException {
        long unread = 0;
        for (GroupListing group : admin.listGroups().all().get()) {
            Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            var ends = admin.listOffsets(read.keySet().stream()
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                    .all()
                    .get();
            for (var end : ends.entrySet()) {
                OffsetAndMetadata at = read.get(end.getKey());
                unread += at == null ? 0 : end.getValue().offset() - at.offset();
            }
        }
        return unread;
    }

    @Override
    public void close() {
        admin.close();
    }
}
