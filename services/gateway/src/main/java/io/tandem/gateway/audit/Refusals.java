package io.tandem.gateway.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.tandem.a2a.A2aException;
import io.tandem.events.AuditEvent;
import io.tandem.kit.identity.Caller;
import io.tandem.kit.refusal.Refusal;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Records what was refused at the edge, without letting whoever is refused fill the ledger: each caller and subject
/// once in a while with the number of repeats, and requests without a valid token as one count for all.
@Singleton
public class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int KINDS = 1_000;
    private static final int PATHS = 5;

    private final EdgeRecords records;
    private final Map<List<String>, Repeated> told = new LinkedHashMap<>();
    private final Map<String, Long> anonymous = new LinkedHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("gateway-refusals").factory());

    @Inject
    public Refusals(EdgeRecords records) {
        this.records = records;
    }

    /// Refused calls of one caller for one subject.
    private record Repeated(AuditEvent first, long times) {}

    /// An agent that this caller may not see, or not call.
    ///
    /// @param team the agent's
    public void ofAgent(Caller caller, String agent, String team, String problem) {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("problem", problem);
        add(caller, agent, team, "no right to see or call it", details);
    }

    /// Work that an agent does not take from this caller.
    ///
    /// @param team the agent's
    public void ofCall(Caller caller, String agent, String team, A2aException refusal) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        refusal.metadata().forEach(details::put);
        String said = refusal.getMessage();
        add(caller, agent, team, said == null ? refusal.error().title() : said, details);
    }

    private void add(Caller caller, String agent, String team, String reason, ObjectNode details) {
        add(new AuditEvent(
                AuditEvent.SCHEMA, "call.refused", caller.id(), team, agent, "denied", reason, details, Instant.now()));
    }

    void refused(@ObservesAsync Refusal refusal) {
        if (refusal.concerns("gateway") || refusal.concerns("router") || refusal.concerns("runtime")) {
            add(refusal.event());
        } else if (refusal.caller() == null) {
            synchronized (told) {
                String path = anonymous.containsKey(refusal.path()) || anonymous.size() < PATHS ? refusal.path() : "…";
                anonymous.merge(path, 1L, Long::sum);
            }
        }
    }

    private void add(AuditEvent event) {
        List<String> key = List.of(event.action(), event.actor(), event.subject());
        synchronized (told) {
            Repeated before = told.get(key);
            if (before != null) {
                told.put(key, new Repeated(before.first(), before.times() + 1));
            } else if (told.size() < KINDS) {
                told.put(key, new Repeated(event, 1));
            }
        }
    }

    /// Records what has been gathered; what cannot be recorded now is kept for the next time.
    private void flush() {
        List<Map.Entry<List<String>, Repeated>> refused;
        Map<String, Long> unknown;
        synchronized (told) {
            refused = new ArrayList<>(told.entrySet());
            unknown = new LinkedHashMap<>(anonymous);
            told.clear();
            anonymous.clear();
        }
        try {
            while (!refused.isEmpty()) {
                records.record(event(refused.getFirst().getValue()));
                refused.removeFirst();
            }
            if (!unknown.isEmpty()) {
                records.record(event(unknown));
                unknown.clear();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("refusals wait to be recorded: %s", e.getMessage());
            synchronized (told) {
                refused.forEach(entry -> told.merge(
                        entry.getKey(),
                        entry.getValue(),
                        (now, kept) -> new Repeated(kept.first(), now.times() + kept.times())));
                unknown.forEach((path, times) -> anonymous.merge(path, times, Long::sum));
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

    private static AuditEvent event(Map<String, Long> unknown) {
        long times = unknown.values().stream().mapToLong(Long::longValue).sum();
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("times", times);
        details.putPOJO("paths", unknown);
        return new AuditEvent(
                AuditEvent.SCHEMA,
                "token.refused",
                "anonymous",
                "platform",
                "platform",
                "denied",
                times + (times == 1 ? " request" : " requests") + " without a valid token",
                details,
                Instant.now());
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::flush, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        flush();
    }
}
