package io.tandem.kit.kafka;

import io.tandem.events.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/// Keeps records that a consumer gave up on: key, value and headers as they were, on `<topic>.dead`, with the problem
/// and where it was in the header `tandem-problem`.
public final class DeadLetters {
    /// Which consumer gave up, on which record, and why.
    public static final String PROBLEM = "tandem-problem";

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    /// A topic of dead letters is kept like this one: 30 days, one partition.
    private static final Topic KEPT_LIKE = Topic.AUDIT_GOVERNANCE;

    private final Broker broker;
    private final String service;
    private final Producer<String, byte[]> producer;

    public DeadLetters(Broker broker, String service) {
        this.broker = broker;
        this.service = service;
        this.producer = broker.producer(service);
    }

    /// Makes the topic of a topic's dead letters, for those that reach it by another way than [#bury].
    public static void ensure(Broker broker, Topic topic) {
        broker.ensure(Map.of(Topic.deadLetters(topic.topicName()), KEPT_LIKE));
    }

    /// Returns once the broker has the dead letter: only then may the record's offset be committed.
    ///
    /// @throws IllegalStateException if it cannot be kept
    public void bury(ConsumerRecord<String, byte[]> record, RuntimeException problem) {
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        LOG.errorf(problem, "%s gives %s up; it goes to %s", service, place, Topic.deadLetters(record.topic()));
        ProducerRecord<String, byte[]> dead =
                new ProducerRecord<>(Topic.deadLetters(record.topic()), record.key(), record.value());
        record.headers().forEach(dead.headers()::add);
        String told = service + ", " + place + ": " + problem.getMessage();
        dead.headers().add(PROBLEM, told.getBytes(StandardCharsets.UTF_8));
        try {
            broker.ensure(Map.of(dead.topic(), KEPT_LIKE));
            producer.send(dead).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the dead letter could not be kept", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
