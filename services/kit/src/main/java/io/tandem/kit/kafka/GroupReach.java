package io.tandem.kit.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Up to when a group has read its topics, whichever nodes do it: each look remembers where the topics end, and the
/// newest end that the group has committed past is how far it is.
public final class GroupReach implements AutoCloseable {
    /// As many looks are remembered; older ones no longer matter to anybody.
    private static final int REMEMBERED = 600;

    private static final long ANSWER_SECONDS = 5;

    private final Admin admin;
    private final String group;
    private final Collection<String> topics;
    private final Clock clock;
    private final Deque<Look> looks = new ArrayDeque<>();
    private @Nullable Set<TopicPartition> partitions;
    private @Nullable Instant readTo;

    public GroupReach(Broker broker, String group, Collection<String> topics, Clock clock) {
        this.admin = broker.admin();
        this.group = group;
        this.topics = List.copyOf(topics);
        this.clock = clock;
    }

    private record Look(Instant at, Map<TopicPartition, Long> ends) {
        boolean passed(Map<TopicPartition, Long> committed) {
            return ends.entrySet().stream().allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }
    }

    /// Looks again. Null until everything that was there at some look has been read.
    ///
    /// @throws IllegalStateException if Kafka does not answer
    public @Nullable Instant readTo() throws InterruptedException {
        Instant now = clock.instant();
        Set<TopicPartition> known = partitions();
        looks.addLast(new Look(now, offsets(known, OffsetSpec.latest())));
        if (looks.size() > REMEMBERED) {
            looks.removeFirst();
        }
        Map<TopicPartition, Long> committed = committed(known);
        while (!looks.isEmpty() && looks.getFirst().passed(committed)) {
            readTo = looks.removeFirst().at();
        }
        return readTo;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(ANSWER_SECONDS));
    }

    private Set<TopicPartition> partitions() throws InterruptedException {
        Set<TopicPartition> known = partitions;
        if (known == null) {
            known = done(admin.describeTopics(topics).allTopicNames()).values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .collect(Collectors.toSet());
            partitions = known;
        }
        return known;
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> of, OffsetSpec which)
            throws InterruptedException {
        return done(admin.listOffsets(of.stream().collect(Collectors.toMap(each -> each, each -> which)))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> entry) ->
                                entry.getValue().offset()));
    }

    /// A partition that nothing was read of counts as read up to its first record.
    private Map<TopicPartition, Long> committed(Set<TopicPartition> of) throws InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> told =
                done(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        told.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        List<TopicPartition> without =
                of.stream().filter(partition -> !offsets.containsKey(partition)).toList();
        if (!without.isEmpty()) {
            offsets.putAll(offsets(without, OffsetSpec.earliest()));
        }
        return offsets;
    }

    private static <T> T done(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not tell how far its readers are", e);
        }
    }
}
