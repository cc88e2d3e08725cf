package io.tandem.gateway.a2a;

import io.tandem.a2a.A2aError;
import io.tandem.a2a.A2aException;
import io.tandem.a2a.kafka.KafkaCall;
import io.tandem.a2a.kafka.KafkaReply;
import io.tandem.a2a.kafka.StreamGap;
import io.tandem.gateway.calls.AgentCalls;
import io.tandem.gateway.calls.Ask;
import io.tandem.gateway.calls.GatewaySettings;
import io.tandem.kit.http.HangUp;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Server-sent events of one stream, on the request's own thread.
///
/// `id:` is the journal number, on journaled events only: with it as `Last-Event-ID` a client goes on where it was. A
/// gap, or the end of the subscription's time, is mended by subscribing again; the client does not notice. A reply that
/// was lost and that none follows leaves no gap, so silence is asked about too, at growing distances.
final class EventStream implements StreamingOutput {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration RENEW_BEFORE = Duration.ofSeconds(20);
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final Source source;
    private final WireForm form;
    private final LongSupplier clock;
    private @Nullable KafkaReply pending;
    private volatile KafkaCall call;
    private volatile boolean gone;
    private @Nullable String taskId;
    private long seen;
    private long renewAt;
    private Duration silence;
    private long askAgainAt;

    /// Where the events come from.
    record Source(AgentCalls calls, GatewaySettings settings, Ask ask) {}

    /// @param first what has come already
    /// @param clock nanoseconds since any moment
    EventStream(Source source, KafkaCall call, @Nullable KafkaReply first, WireForm form, LongSupplier clock) {
        this.source = source;
        this.call = call;
        this.pending = first;
        this.form = form;
        this.clock = clock;
        this.taskId = source.ask().taskId();
        Long after = source.ask().afterSeq();
        this.seen = after == null ? 0 : after;
        this.renewAt = renewal();
        this.silence = source.settings().heartbeat();
        this.askAgainAt = clock.getAsLong() + silence.toNanos();
    }

    /// The answer: a stream, or an error where the call fails at once. Nobody reads on for a client that has hung up.
    ///
    /// @throws A2aException if the first thing that comes back is an error
    static Response begin(Source source, KafkaCall call, WireForm form, RoutingContext request) {
        @Nullable KafkaReply first = null;
        @Nullable StreamGap gap = null;
        try {
            first = call.next(FIRST).orElse(null);
        } catch (StreamGap e) {
            gap = e;
        } catch (InterruptedException e) {
            call.close();
            Thread.currentThread().interrupt();
            throw new A2aException(A2aError.UNAVAILABLE, "The gateway is stopping");
        }
        if (first != null && first.kind() == KafkaReply.Kind.ERROR) {
            call.close();
            throw AgentCalls.error(first);
        }
        EventStream stream = new EventStream(source, call, first, form, System::nanoTime);
        if (gap != null) {
            stream.mend(gap);
        }
        HangUp.watch(request, stream::hungUp);
        return Response.ok(stream, MediaType.SERVER_SENT_EVENTS)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    /// A stream of this one event.
    static Response single(byte[] data) {
        StreamingOutput one = out -> event(out, 0, data);
        return Response.ok(one, MediaType.SERVER_SENT_EVENTS)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    private void hungUp() {
        gone = true;
        call.close();
    }

    @Override
    public void write(OutputStream out) throws IOException {
        try {
            boolean more = true;
            while (more && !gone) {
                more = step(out);
            }
        } catch (A2aException e) {
            event(out, 0, form.error(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            call.close();
        }
    }

    private boolean step(OutputStream out) throws IOException, InterruptedException {
        Optional<KafkaReply> reply;
        try {
            reply = pending != null ? Optional.of(pending) : call.next(patience());
            pending = null;
        } catch (StreamGap e) {
            mend(e);
            return true;
        }
        if (gone) {
            return false;
        }
        if (reply.isPresent()) {
            return tell(out, reply.get());
        }
        if (clock.getAsLong() < renewAt) {
            out.write(HEARTBEAT);
            out.flush();
        }
        if (clock.getAsLong() >= Math.min(renewAt, askAgainAt)) {
            silence = silence.multipliedBy(2);
            renew();
        }
        return true;
    }

    private void mend(StreamGap gap) {
        taskId = taskId == null ? gap.taskId() : taskId;
        renew();
    }

    private boolean tell(OutputStream out, KafkaReply reply) throws IOException {
        if (reply.taskId() != null) {
            taskId = reply.taskId();
        }
        silence = source.settings().heartbeat();
        askAgainAt = clock.getAsLong() + silence.toNanos();
        return switch (reply.kind()) {
            case EVENT -> {
                boolean journaled = reply.delta() == 0;
                if (!journaled || reply.seq() > seen) {
                    seen = journaled ? reply.seq() : seen;
                    event(out, journaled ? reply.seq() : 0, form.result(reply.body()));
                }
                yield true;
            }
            case RESPONSE -> {
                event(out, 0, form.result(reply.body()));
                yield false;
            }
            case END -> false;
            case ERROR -> throw AgentCalls.error(reply);
        };
    }

    private void renew() {
        String task = taskId;
        call.close();
        call = task == null ? source.calls().open(source.ask()) : source.calls().reopen(source.ask(), task, seen);
        renewAt = renewal();
        askAgainAt = clock.getAsLong() + silence.toNanos();
    }

    private long renewal() {
        return clock.getAsLong()
                + source.settings().subscription().minus(RENEW_BEFORE).toNanos();
    }

    private Duration patience() {
        Duration toRenewal = Duration.ofNanos(Math.max(0, renewAt - clock.getAsLong()));
        Duration heartbeat = source.settings().heartbeat();
        return toRenewal.compareTo(heartbeat) < 0 ? toRenewal : heartbeat;
    }

    private static void event(OutputStream out, long id, byte[] data) throws IOException {
        String head = id > 0 ? "id: " + id + "\ndata: " : "data: ";
        byte[] prefix = head.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[prefix.length + data.length + 2];
        System.arraycopy(prefix, 0, whole, 0, prefix.length);
        System.arraycopy(data, 0, whole, prefix.length, data.length);
        whole[whole.length - 2] = '\n';
        whole[whole.length - 1] = '\n';
        out.write(whole);
        out.flush();
    }
}
