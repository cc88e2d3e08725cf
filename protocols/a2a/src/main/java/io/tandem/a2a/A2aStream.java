package io.tandem.a2a;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The events of one streaming call, in order, read by one thread; [#close()] may come from any. Closing ends the
/// stream alone, never the task. Chunks are asked for one at a time, so a slow reader slows the server down instead of
/// filling the memory.
public final class A2aStream implements Iterator<A2aStream.Event>, AutoCloseable {
    private final Chunks chunks = new Chunks();
    private final Duration idleTimeout;
    private final SseParser parser = new SseParser(A2aJson.MAX_BYTES);
    private final Queue<SseEvent> events = new ArrayDeque<>();

    /// One element of the stream.
    ///
    /// @param id for `Last-Event-ID`; null where the server gives none
    public record Event(@Nullable String id, StreamResponse response) {}

    A2aStream(Flow.Publisher<List<ByteBuffer>> body, Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
        body.subscribe(chunks);
    }

    /// Waits for the next event.
    ///
    /// @return false where the server or [#close()] ended the stream
    /// @throws A2aException DEADLINE_EXCEEDED after the idle timeout; UNAVAILABLE where the connection broke
    @Override
    public boolean hasNext() {
        while (events.isEmpty()) {
            List<ByteBuffer> chunk = chunks.next(idleTimeout);
            if (chunk == null) {
                return false;
            }
            chunk.forEach(buffer -> events.addAll(parser.feed(buffer)));
        }
        return true;
    }

    /// The next event.
    ///
    /// @throws A2aException the server's error, if it sent one in place of an event; INVALID_AGENT_RESPONSE where
    /// the
    ///     event is none of A2A
    @Override
    public Event next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The stream has ended");
        }
        SseEvent event = events.remove();
        JsonRpcResponse response = JsonRpcResponse.parse(event.data().getBytes(StandardCharsets.UTF_8));
        return new Event(event.id(), response.as(StreamResponse.class));
    }

    /// Gives every event to the consumer until the end, then closes.
    public void forEach(Consumer<Event> consumer) {
        try (this) {
            forEachRemaining(consumer);
        }
    }

    /// The rest of a body that is no stream, within the limit of a document.
    byte[] remaining() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<ByteBuffer> chunk = chunks.next(idleTimeout);
        while (chunk != null && body.size() <= A2aJson.MAX_BYTES) {
            for (ByteBuffer buffer : chunk) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                body.writeBytes(bytes);
            }
            chunk = chunks.next(idleTimeout);
        }
        return body.toByteArray();
    }

    /// Ends the stream; a thread that waits in it sees the end.
    @Override
    public void close() {
        chunks.cancel();
    }

    private sealed interface Signal {
        record Chunk(List<ByteBuffer> buffers) implements Signal {}

        record Broken(Throwable cause) implements Signal {}

        record End() implements Signal {}
    }

    private static final class Chunks implements Flow.Subscriber<List<ByteBuffer>> {
        private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
        private volatile Flow.@Nullable Subscription subscription;
        private volatile boolean canceled;
        private @Nullable Signal last;

        @Nullable
        List<ByteBuffer> next(Duration timeout) {
            Signal signal = canceled ? new Signal.End() : last == null ? take(timeout) : last;
            return switch (signal) {
                case Signal.Chunk chunk -> {
                    request();
                    yield chunk.buffers();
                }
                case Signal.End end -> {
                    last = end;
                    yield null;
                }
                case Signal.Broken broken -> {
                    last = broken;
                    throw A2aHttpClient.failed(broken.cause());
                }
            };
        }

        private Signal take(Duration timeout) {
            try {
                Signal signal = signals.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
                if (signal != null) {
                    return canceled ? new Signal.End() : signal;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cancel();
                return new Signal.End();
            }
            cancel();
            throw new A2aException(A2aError.DEADLINE_EXCEEDED, "The stream was silent for " + timeout);
        }

        private void request() {
            Flow.Subscription current = subscription;
            if (current != null) {
                current.request(1);
            }
        }

        void cancel() {
            canceled = true;
            Flow.Subscription current = subscription;
            if (current != null) {
                current.cancel();
            }
            signals.add(new Signal.End());
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (canceled) {
                given.cancel();
            } else {
                given.request(1);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            signals.add(new Signal.Chunk(buffers));
        }

        @Override
        public void onError(Throwable cause) {
            signals.add(new Signal.Broken(cause));
        }

        @Override
        public void onComplete() {
            signals.add(new Signal.End());
        }
    }
}
