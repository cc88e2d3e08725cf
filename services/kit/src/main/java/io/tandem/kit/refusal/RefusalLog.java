package io.tandem.kit.refusal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.events.AuditEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Records refusals without letting whoever is refused fill the ledger: those of the same action, actor,
/// subject and problem become one record each ten seconds that says how many they were. None is left out of the
/// count.
public final class RefusalLog implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RefusalLog.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int KINDS = 1_000;
    private static final String OTHERS = "…";

    private final Sink sink;
    private final Map<Key, Repeated> told = new LinkedHashMap<>();
    private final ScheduledExecutorService timer;

    /// Where records go.
    public interface Sink {
        /// @throws SQLException if it is not certain to be recorded; it is told again then
        void record(AuditEvent event) throws SQLException;
    }

    private record Key(String action, String actor, String subject, String problem) {
        static Key of(AuditEvent event) {
            String problem = event.details() == null
                    ? ""
                    : event.details().path("problem").asText();
            return new Key(event.action(), event.actor(), event.subject(), problem);
        }

        /// For what comes when there are too many kinds to tell apart.
        Key among() {
            return new Key(action, OTHERS, OTHERS, problem);
        }
    }

    private record Repeated(AuditEvent first, long times) {}

    /// @param service the service's short name
    public RefusalLog(String service, Sink sink) {
        this.sink = sink;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(service + "-refusals").factory());
    }

    public RefusalLog start() {
        timer.scheduleWithFixedDelay(this::flush, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /// Counts a refusal; `problem` in its details tells kinds apart.
    public void add(AuditEvent event) {
        synchronized (told) {
            Key own = Key.of(event);
            boolean apart = told.containsKey(own) || told.size() < KINDS;
            Repeated once = new Repeated(apart ? event : anyOf(event), 1);
            merge(apart ? own : own.among(), once);
        }
    }

    private void merge(Key key, Repeated more) {
        told.merge(key, more, (kept, again) -> new Repeated(kept.first(), kept.times() + again.times()));
    }

    private static AuditEvent anyOf(AuditEvent event) {
        return new AuditEvent(
                event.schema(),
                event.action(),
                OTHERS,
                event.team(),
                OTHERS,
                event.decision(),
                event.reason(),
                event.details(),
                event.at());
    }

    /// Records what has been gathered; what cannot be recorded now is kept for the next time.
    private void flush() {
        List<Map.Entry<Key, Repeated>> refused;
        synchronized (told) {
            refused = new ArrayList<>(told.entrySet());
            told.clear();
        }
        try {
            while (!refused.isEmpty()) {
                sink.record(event(refused.getFirst().getValue()));
                refused.removeFirst();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("refusals wait to be recorded: %s", e.getMessage());
            synchronized (told) {
                refused.forEach(entry -> merge(entry.getKey(), entry.getValue()));
            }
        }
    }

    private static AuditEvent event(Repeated repeated) {
        AuditEvent first = repeated.first();
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        if (first.details() instanceof ObjectNode given) {
            details.setAll(given);
        }
        details.put("times", repeated.times());
        return new AuditEvent(
                first.schema(),
                first.action(),
                first.actor(),
                first.team(),
                first.subject(),
                first.decision(),
                first.reason(),
                details,
                first.at());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        flush();
    }
}
