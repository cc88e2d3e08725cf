package io.tandem.a2a.kafka;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Sends requests whose answers somebody else reads, or nobody.
///
/// A request that the broker does not take is lost; its sender repeats it under the same message id.
public final class RequestSender {
    /// Told of requests that could not be sent; called on the producer's thread.
    public interface Loss {
        void lost(KafkaRequest request, Exception cause);
    }

    private final Producer<String, byte[]> producer;
    private final Loss loss;

    public RequestSender(Producer<String, byte[]> producer, Loss loss) {
        this.producer = producer;
        this.loss = loss;
    }

    /// @param key the task's id where there is one, else the request id
    public void send(String topic, String key, KafkaRequest request) {
        producer.send(request.toRecord(topic, key), (@Nullable RecordMetadata sent, @Nullable Exception e) -> {
            if (e != null) {
                loss.lost(request, e);
            }
        });
    }
}
