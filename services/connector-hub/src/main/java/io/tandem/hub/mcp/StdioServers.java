package io.tandem.hub.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.tandem.hub.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The processes of connectors: one each, started when it is needed, and again after it ended, but not at once.
final class StdioServers implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final Sandbox sandbox;
    private final int longest;
    private final McpJsonMapper mapper;

    /// @param longest most bytes of one message
    StdioServers(Sandbox sandbox, int longest, McpJsonMapper mapper) {
        this.sandbox = sandbox;
        this.longest = longest;
        this.mapper = mapper;
    }

    /// @throws ConnectorUnavailable while nobody starts it again
    Session use(Endpoint.Stdio endpoint) {
        return places.computeIfAbsent(endpoint.connector(), name -> new Place()).use(endpoint);
    }

    /// Ends the process of a connector that is not registered any more.
    void forget(String connector) {
        Place place = places.remove(connector);
        if (place != null) {
            place.leave();
        }
    }

    @Override
    public void close() {
        try (var closing = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            places.values().forEach(place -> closing.execute(place::stop));
        }
        places.clear();
    }

    /// Where one connector's process is.
    private final class Place {
        private @Nullable StdioServer server;
        private Instant since = Instant.EPOCH;
        private Instant notBefore = Instant.EPOCH;
        private Duration pause = FIRST_PAUSE;

        synchronized Session use(Endpoint.Stdio endpoint) {
            StdioServer there = server;
            if (there != null && !there.endpoint().equals(endpoint)) {
                there.retire();
                there = null;
                notBefore = Instant.EPOCH;
            }
            Optional<Session> used = there == null ? Optional.empty() : there.use();
            return used.orElseGet(() -> started(endpoint).use().orElseThrow());
        }

        private StdioServer started(Endpoint.Stdio endpoint) {
            if (Instant.now().isBefore(notBefore)) {
                throw new ConnectorUnavailable(
                        "The connector's process ended and is started again after a pause; ask again in "
                                + pause.toSeconds() + " s.",
                        null);
            }
            StdioServer fresh = new StdioServer(endpoint, sandbox, longest, mapper);
            server = fresh;
            since = Instant.now();
            fresh.whenEnded(() -> ended(fresh));
            return fresh;
        }

        private synchronized void ended(StdioServer gone) {
            if (server != gone) {
                return;
            }
            Instant now = Instant.now();
            boolean lasted = since.plus(LONGEST_PAUSE).isBefore(now);
            Duration twice = pause.multipliedBy(2);
            pause = lasted ? FIRST_PAUSE : twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
            notBefore = now.plus(pause);
            server = null;
        }

        synchronized void leave() {
            if (server != null) {
                server.retire();
            }
        }

        void stop() {
            StdioServer there;
            synchronized (this) {
                there = server;
            }
            if (there != null) {
                there.stop();
            }
        }
    }
}
